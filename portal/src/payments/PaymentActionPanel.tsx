import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, asApiError, type ApiError, type PaymentAction } from '../api';
import { Button, ErrorNotice, Notice } from '../design';
import { useDesk } from '../session/SessionContext';

interface Props {
  action: PaymentAction;
  /** Of the order, or of the method that is being saved: what the test customer answers for. */
  paymentName: string;
}

/** What the customer has to do before the money moves: confirm with the bank (OTP), or approve at PayPal. */
export function PaymentActionPanel({ action, paymentName }: Props): JSX.Element {
  return action.type === 'redirect' ? <PayPalPanel url={action.url ?? ''} paymentName={paymentName} /> : <OtpPanel action={action} paymentName={paymentName} />;
}

function PayPalPanel({ url, paymentName }: { url: string; paymentName: string }): JSX.Element {
  const customer = useTestCustomer();
  return (
    <Notice
      tone="info"
      title="Confirm at PayPal"
      actions={
        <Button variant="primary" onClick={() => location.assign(url)}>
          Continue to PayPal
        </Button>
      }
    >
      <p>You go to PayPal to approve, and come back here.</p>
      {customer !== null && (
        <TestAnswer
          words="Or answer here, as PayPal's customer:"
          error={customer.error}
          answers={[
            ['Approve', () => customer.answerPayPal(paymentName, 'approve')],
            ['Decline', () => customer.answerPayPal(paymentName, 'decline')],
          ]}
          isBusy={customer.isBusy}
        />
      )}
    </Notice>
  );
}

function OtpPanel({ action, paymentName }: { action: PaymentAction; paymentName: string }): JSX.Element {
  const { configuration, session } = useDesk();
  const customer = useTestCustomer();
  const [state, setState] = useState<{ isBusy: boolean; error: ApiError | null }>({ isBusy: false, error: null });
  const { provider, publishableKey } = configuration.payments;

  const confirm = async (key: string) => {
    setState({ isBusy: true, error: null });
    try {
      const { authenticate, stripeOf } = await import('./stripe');
      await authenticate(await stripeOf(key), action.clientSecret ?? '');
      setState({ isBusy: false, error: null });
    } catch (thrown) {
      setState({ isBusy: false, error: asApiError(thrown) });
    }
    await session.cache.refresh();
  };

  return (
    <Notice
      tone="info"
      title="Your bank asks for a one-time password"
      actions={
        provider === 'stripe' &&
        publishableKey !== null && (
          <Button variant="primary" isBusy={state.isBusy} onClick={() => void confirm(publishableKey)}>
            Confirm with the bank
          </Button>
        )
      }
    >
      <p>The payment waits until you have confirmed it with your bank.</p>
      <ErrorNotice error={state.error} />
      {provider === 'simulator' &&
        (customer === null ? (
          <p>Payments are simulated here, and only a server with a test clock lets you answer as the customer: cancel the order and take another card.</p>
        ) : (
          <TestAnswer
            words="Answer as the bank's customer:"
            error={customer.error}
            answers={[
              ['Enter the right password', () => customer.authenticate(paymentName, 'success')],
              ['Fail', () => customer.authenticate(paymentName, 'failure')],
            ]}
            isBusy={customer.isBusy}
          />
        ))}
    </Notice>
  );
}

interface TestAnswerProps {
  words: string;
  answers: readonly (readonly [string, () => void])[];
  error: ApiError | null;
  isBusy: boolean;
}

function TestAnswer({ words, answers, error, isBusy }: TestAnswerProps): JSX.Element {
  return (
    <div class="test-answer">
      <p class="small muted">{words}</p>
      <div class="actions">
        {answers.map(([label, act]) => (
          <Button key={label} isBusy={isBusy} onClick={act}>
            {label}
          </Button>
        ))}
      </div>
      <ErrorNotice error={error} />
    </div>
  );
}

interface TestCustomer {
  authenticate: (payment: string, outcome: 'success' | 'failure') => void;
  answerPayPal: (payment: string, outcome: 'approve' | 'decline') => void;
  transfer: (reference: string, amount: number) => void;
  isBusy: boolean;
  error: ApiError | null;
}

/** Whoever tries the product plays the customer's bank and PayPal; null where there is no test clock, or no simulator. */
export function useTestCustomer(): TestCustomer | null {
  const { configuration, session, testDesk } = useDesk();
  const [state, setState] = useState<{ isBusy: boolean; error: ApiError | null }>({ isBusy: false, error: null });
  if (testDesk === null || configuration.payments.provider !== 'simulator') return null;

  const act = async (call: () => Promise<unknown>) => {
    setState({ isBusy: true, error: null });
    try {
      await call();
      await session.cache.refresh();
      setState({ isBusy: false, error: null });
    } catch (thrown) {
      setState({ isBusy: false, error: asApiError(thrown) });
    }
  };
  const path = (paymentId: string) => ({ params: { path: { paymentId } } });
  return {
    ...state,
    authenticate: (payment, outcome) =>
      void act(() => answer(testDesk.POST('/api/v1/test/payments/{paymentId}/authenticate', { ...path(payment), body: { outcome } }))),
    answerPayPal: (payment, outcome) =>
      void act(() => answer(testDesk.POST('/api/v1/test/payments/{paymentId}/paypal', { ...path(payment), body: { outcome } }))),
    transfer: (reference, amount) => void act(() => answer(testDesk.POST('/api/v1/test/bank-transfers', { body: { reference, amount } }))),
  };
}
