import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, type Account, type GrantRequest } from '../api';
import { Button, Dialog, ErrorNotice, TextField, useTell } from '../design';
import { formatMoney, microsOf, parseMoney } from '../design/format';
import { addDays, startOf } from '../usage/days';

/** Gives an account free credits, with the reason that its ledger and the audit will tell. */
export function GrantDialog({ account: { accountId, name, currency, timeZone }, onClose }: { account: Account; onClose: () => void }): JSX.Element {
  const tell = useTell();
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [isTried, setTried] = useState(false);
  const grant = useCommand((body: GrantRequest, { api, header }) =>
    answer(api.POST('/api/v1/operations/accounts/{accountId}/credits/grants', { params: { path: { accountId }, header }, body })),
  );
  const money = parseMoney(amount, currency);

  const submit = async () => {
    setTried(true);
    if (money === null) return;
    const expiresAt = lastDay === '' ? null : startOf(addDays(lastDay, 1), timeZone).toISOString();
    if ((await grant.run({ micros: microsOf(money), reason, expiresAt })) !== null) {
      tell(`${name} was given ${formatMoney(money)} of free credits.`);
      onClose();
    }
  };

  return (
    <Dialog title={`Grant credits to ${name}`} onClose={onClose}>
      <form
        class="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={`Amount (${currency})`}
          inputMode="decimal"
          required
          value={amount}
          onValue={setAmount}
          error={isTried && money === null ? 'An amount such as 20.00' : grant.error?.fault('/micros')}
        />
        <TextField
          label="Reason"
          hint="The customer reads it in the ledger."
          required
          maxLength={200}
          value={reason}
          onValue={setReason}
          error={grant.error?.fault('/reason')}
        />
        <TextField
          label="Last day (optional)"
          hint="Left out, they never expire."
          type="date"
          value={lastDay}
          onValue={setLastDay}
          error={grant.error?.fault('/expiresAt')}
        />
        <ErrorNotice error={grant.error} fields={['/micros', '/reason', '/expiresAt']} />
        <div class="actions">
          <Button type="submit" variant="primary" isBusy={grant.isBusy}>
            Grant
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
