import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, ApiError, useCommand, useGet, type PaymentMethodChoice } from '../api';
import { Button, Dialog, ErrorNotice, Notice, useFocusKept } from '../design';
import { useAccountId, useAccountPath, useDesk } from '../session/SessionContext';
import { PaymentActionPanel } from './PaymentActionPanel';
import { PaymentMethodChooser } from './PaymentMethodChooser';
import { usePaymentMethod } from './usePaymentMethod';

interface Props {
  title: string;
  words: string;
  onClose: () => void;
}

/** Saves a card or links a PayPal account, and makes it the default. */
export function AddMethodDialog({ title, words, onClose }: Props): JSX.Element {
  const accountId = useAccountId();
  const returnPath = useAccountPath()('payment-methods');
  const { provider } = useDesk().configuration.payments;
  const payment = usePaymentMethod(['card', 'paypal'], returnPath, false);
  const [methodId, setMethodId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const methods = useGet('/api/v1/accounts/{accountId}/payment-methods', methodId === null ? null : { path: { accountId } }, { pollMs: 2_000 });
  const method = methods.data?.items.find((each) => each.id === methodId);

  const add = useCommand(async (body: PaymentMethodChoice, { api, header }) => {
    const added = await answer(api.POST('/api/v1/accounts/{accountId}/payment-methods', { params: { path: { accountId }, header }, body }));
    if (added.action === null && !added.isDefault) {
      const path = { accountId, paymentMethodId: added.id };
      await answer(api.POST('/api/v1/accounts/{accountId}/payment-methods/{paymentMethodId}/default', { params: { path } }));
    }
    return added;
  });

  const submit = async () => {
    setRefusal(null);
    try {
      const added = await add.run(await payment.toBody(provider));
      if (added !== null) setMethodId(added.id);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setRefusal(thrown);
    }
  };

  const state = useFocusKept<HTMLDivElement>(method?.status);
  const isDone = method !== undefined && method.action === null;
  const error = refusal ?? add.error;
  const footer =
    methodId === null ? (
      <>
        <Button onClick={onClose}>Not now</Button>
        <Button variant="primary" isBusy={add.isBusy} onClick={() => void submit()}>
          Save the payment method
        </Button>
      </>
    ) : (
      <Button onClick={onClose}>Close</Button>
    );
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      <div class="stack-tight" ref={state} tabIndex={-1}>
        {methodId === null && (
          <>
            <p class="muted">{words}</p>
            <PaymentMethodChooser payment={payment} error={error} />
          </>
        )}
        {method?.action && <PaymentActionPanel action={method.action} paymentName={method.id} />}
        {isDone && <Notice tone="positive" title={`${method.label} is saved.`} />}
        <ErrorNotice error={error} />
      </div>
    </Dialog>
  );
}
