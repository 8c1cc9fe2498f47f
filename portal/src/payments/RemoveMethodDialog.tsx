import type { JSX } from 'preact';
import { answer, useCommand, type PaymentMethod } from '../api';
import { Button, Dialog, ErrorNotice, useTell } from '../design';
import { useAccountId } from '../session/SessionContext';

/** Asks before a payment method is removed. */
export function RemoveMethodDialog({ method, onClose }: { method: PaymentMethod; onClose: () => void }): JSX.Element {
  const tell = useTell();
  const accountId = useAccountId();
  const remove = useCommand((paymentMethodId: string, { api }) =>
    answer(api.DELETE('/api/v1/accounts/{accountId}/payment-methods/{paymentMethodId}', { params: { path: { accountId, paymentMethodId } } })),
  );
  const confirm = async () => {
    if ((await remove.run(method.id)) !== null) {
      tell(`${method.label} was removed.`);
      onClose();
    }
  };
  const footer = (
    <>
      <Button onClick={onClose}>Keep it</Button>
      <Button variant="danger" isBusy={remove.isBusy} onClick={() => void confirm()}>
        Remove
      </Button>
    </>
  );
  return (
    <Dialog title={`Remove ${method.label}?`} onClose={onClose} footer={footer}>
      <div class="stack-tight">
        <p>{method.isDefault ? 'Renewals and automatic top-ups are charged to the next saved method then.' : 'Nothing is charged to it any more.'}</p>
        <ErrorNotice error={remove.error} />
      </div>
    </Dialog>
  );
}
