import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, type ClearWireRequest, type OpenWire } from '../api';
import { Button, Dialog, ErrorNotice, TextField, useTell } from '../design';
import { amountText, formatMoney, parseMoney } from '../design/format';

/** Counts a transfer that came elsewhere, as if it had come to the provider. */
export function ClearWireDialog({ wire: { accountId, order }, onClose }: { wire: OpenWire; onClose: () => void }): JSX.Element {
  const tell = useTell();
  const { orderId } = order;
  const remaining = order.wire?.remaining ?? order.total;
  const [amount, setAmount] = useState(amountText(remaining));
  const [reference, setReference] = useState('');
  const clear = useCommand((body: ClearWireRequest, { api, header }) =>
    answer(api.POST('/api/v1/operations/orders/{orderId}/wire/clear', { params: { path: { orderId }, header }, body })),
  );
  const money = parseMoney(amount, remaining.currency);

  const submit = async () => {
    const cleared = money === null ? null : await clear.run({ amount: money, reference });
    if (cleared !== null) {
      tell(cleared.status === 'completed' ? 'The order is paid.' : `Counted; ${formatMoney(cleared.wire?.remaining ?? cleared.total)} is still missing.`);
      onClose();
    }
  };

  return (
    <Dialog title={`Clear the transfer of ${accountId}`} onClose={onClose}>
      <form
        class="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{formatMoney(remaining)} is missing. What the order does not need becomes paid credits.</p>
        <TextField
          label={`Amount that came (${remaining.currency})`}
          inputMode="decimal"
          required
          value={amount}
          onValue={setAmount}
          error={money === null ? 'An amount such as 20.00' : clear.error?.fault('/amount', true)}
        />
        <TextField
          label="Where it came"
          hint="Such as: statement 7, line 3. The same one counts once."
          required
          maxLength={200}
          value={reference}
          onValue={setReference}
          error={clear.error?.fault('/reference')}
        />
        <ErrorNotice error={clear.error} fields={['/amount', '/reference']} />
        <div class="actions">
          <Button type="submit" variant="primary" isBusy={clear.isBusy}>
            Clear
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
