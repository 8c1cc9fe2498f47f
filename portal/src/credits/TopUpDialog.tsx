import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, ApiError, useCommand, type TopUpRequest } from '../api';
import { Button, Dialog, ErrorNotice, TextField } from '../design';
import { parseMoney } from '../design/format';
import { OrderFollowUp } from '../orders/OrderFollowUp';
import { PaymentMethodChooser } from '../payments/PaymentMethodChooser';
import { usePaymentMethod } from '../payments/usePaymentMethod';
import { useAccountId, useAccountPath, useDesk } from '../session/SessionContext';

const suggested = '50.00';

/** Buys credits: how much and how it is paid, then what is to be done for it. */
export function TopUpDialog({ currency, onClose }: { currency: string; onClose: () => void }): JSX.Element {
  const [orderId, setOrderId] = useState<string | null>(null);
  return orderId === null ? (
    <TopUpForm currency={currency} onClose={onClose} onSubmitted={setOrderId} />
  ) : (
    <Dialog title="Top up" onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <OrderFollowUp orderId={orderId} completed="The credits are loaded." />
    </Dialog>
  );
}

interface FormProps {
  currency: string;
  onClose: () => void;
  onSubmitted: (orderId: string) => void;
}

function TopUpForm({ currency, onClose, onSubmitted }: FormProps): JSX.Element {
  const accountId = useAccountId();
  const { provider } = useDesk().configuration.payments;
  const payment = usePaymentMethod(['card', 'paypal', 'wire'], useAccountPath()('balance'));
  const [text, setText] = useState(suggested);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const amount = parseMoney(text, currency);
  const topUp = useCommand(async (body: TopUpRequest, { api, header }) => {
    const order = await answer(api.POST('/api/v1/accounts/{accountId}/top-ups', { params: { path: { accountId }, header }, body }));
    return order.orderId;
  });
  const error = refusal ?? topUp.error;

  const submit = async () => {
    if (amount === null) return;
    setRefusal(null);
    try {
      const orderId = await topUp.run({ amount, paymentMethod: await payment.toBody(provider) });
      if (orderId !== null) onSubmitted(orderId);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setRefusal(thrown);
    }
  };

  const footer = (
    <>
      <Button onClick={onClose}>Not now</Button>
      <Button type="submit" form="top-up" variant="primary" isBusy={topUp.isBusy}>
        Top up
      </Button>
    </>
  );
  return (
    <Dialog title="Top up" onClose={onClose} footer={footer}>
      <form
        id="top-up"
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={`Amount (${currency})`}
          hint="Paid credits never expire."
          inputMode="decimal"
          required
          value={text}
          onValue={setText}
          error={amount === null ? `An amount such as ${suggested}` : error?.fault('/amount', true)}
        />
        <PaymentMethodChooser payment={payment} error={error} />
        <ErrorNotice error={error} fields={['/amount']} />
      </form>
    </Dialog>
  );
}
