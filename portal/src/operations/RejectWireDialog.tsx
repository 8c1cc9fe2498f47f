import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, type OpenWire } from '../api';
import { Button, Dialog, ErrorNotice, TextField, useTell } from '../design';

/** Fails an order whose transfer is not accepted. */
export function RejectWireDialog({
  wire: {
    accountId,
    order: { orderId },
  },
  onClose,
}: {
  wire: OpenWire;
  onClose: () => void;
}): JSX.Element {
  const tell = useTell();
  const [reason, setReason] = useState('');
  const reject = useCommand((words: string, { api, header }) =>
    answer(api.POST('/api/v1/operations/orders/{orderId}/wire/reject', { params: { path: { orderId }, header }, body: { reason: words } })),
  );

  const submit = async () => {
    if ((await reject.run(reason)) !== null) {
      tell('The transfer was rejected.');
      onClose();
    }
  };

  return (
    <Dialog title={`Reject the transfer of ${accountId}`} onClose={onClose}>
      <form
        class="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>The order fails. Whatever comes for it becomes paid credits.</p>
        <TextField label="Reason" required maxLength={200} value={reason} onValue={setReason} error={reject.error?.fault('/reason')} />
        <ErrorNotice error={reject.error} fields={['/reason']} />
        <div class="actions">
          <Button type="submit" variant="danger" isBusy={reject.isBusy}>
            Reject
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
