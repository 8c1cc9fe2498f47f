import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Wire } from '../api';
import { Button, Day, Facts, Field, Money, Notice } from '../design';
import { amountText, parseMoney } from '../design/format';
import { useTestCustomer } from '../payments/PaymentActionPanel';

/** Where to transfer how much, and what has come so far. */
export function WireInstructions({ wire }: { wire: Wire }): JSX.Element {
  const { bank, amount, remaining } = wire;
  const isPartlyPaid = remaining.amount < amount.amount;
  const lines: (readonly [string, string | null])[] = [
    ['Account holder', bank.holderName],
    ['Bank', bank.bankName],
    ['IBAN', bank.iban],
    ['BIC', bank.bic],
    ['Account number', bank.accountNumber],
    ['Routing number', bank.routingNumber],
    ['Sort code', bank.sortCode],
  ];
  return (
    <div class="stack-tight">
      <Notice tone="info" title={isPartlyPaid ? 'Transfer what is missing' : 'Transfer the amount'}>
        <p>
          <strong>
            <Money value={remaining} />
          </strong>
          {isPartlyPaid && (
            <>
              {' '}
              of <Money value={amount} /> is still missing.
            </>
          )}{' '}
          State the reference <code class="reference">{wire.reference}</code>, or the transfer cannot be matched.
        </p>
      </Notice>
      <Facts
        items={[
          ...lines.flatMap(([name, value]) => (value === null ? [] : [[name, <span class="number">{value}</span>] as const])),
          [
            'Expected',
            <>
              <Day value={wire.expectedFrom} /> to <Day value={wire.expectedBy} />
            </>,
          ],
        ]}
      />
      <TestTransfer wire={wire} />
    </div>
  );
}

/** With the test clock: the customer's bank. */
function TestTransfer({ wire }: { wire: Wire }): JSX.Element | null {
  const customer = useTestCustomer();
  const [text, setText] = useState<string | null>(null);
  if (customer === null) return null;
  const shown = text ?? amountText(wire.remaining);
  const amount = parseMoney(shown, wire.remaining.currency);
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null) customer.transfer(wire.reference, amount.amount);
        setText(null);
      }}
    >
      <Field
        label={`Simulate a transfer of (${wire.remaining.currency})`}
        error={amount === null ? 'An amount such as 50.00 is needed.' : customer.error?.message}
      >
        {(control) => <input {...control} inputMode="decimal" value={shown} onInput={(event) => setText(event.currentTarget.value)} />}
      </Field>
      <Button type="submit" isBusy={customer.isBusy} disabled={amount === null || amount.amount === 0}>
        Send as the bank
      </Button>
    </form>
  );
}
