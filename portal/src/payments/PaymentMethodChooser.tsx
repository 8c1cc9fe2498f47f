import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { ApiError } from '../api';
import { Select, Skeleton } from '../design';
import { useDesk } from '../session/SessionContext';
import './payments.css';
import { testCards } from './testCards';
import type { PaymentMethodState, Picked } from './usePaymentMethod';

const kinds = {
  card: ['Card', 'Charged at once, and kept for renewals.'],
  paypal: ['PayPal', 'You confirm at PayPal and come back.'],
  wire: ['Bank transfer', 'You transfer the amount; it takes 4 to 8 business days.'],
} as const;

/** How to pay: a saved method, a card, PayPal or a bank transfer. */
export function PaymentMethodChooser({
  payment,
  error,
  legend = 'Payment method',
}: {
  payment: PaymentMethodState;
  error: ApiError | null;
  legend?: string;
}): JSX.Element {
  const name = useId();
  const { picked, saved } = payment;
  if (saved === null) return <Skeleton lines={2} />;
  const isPicked = (other: Picked) => picked.kind === other.kind && (picked.kind !== 'saved' || other.kind !== 'saved' || picked.id === other.id);
  const choices: (readonly [Picked, string, string])[] = [
    ...saved.map((method) => [{ kind: 'saved', id: method.id }, method.label, method.isDefault ? 'Saved, your default' : 'Saved'] as const),
    ...payment.offered.map((kind) => [{ kind }, saved.length > 0 && kind === 'card' ? 'Another card' : kinds[kind][0], kinds[kind][1]] as const),
  ];
  return (
    <fieldset class="methods">
      <legend class="visually-hidden">{legend}</legend>
      {choices.map(([choice, title, words]) => (
        <div key={choice.kind === 'saved' ? choice.id : choice.kind} class="method">
          <label class="method-choice">
            <input type="radio" name={name} checked={isPicked(choice)} onChange={() => payment.pick(choice)} />
            <span class="method-title">{title}</span>
            <span class="muted small">{words}</span>
          </label>
          {choice.kind === 'card' && isPicked(choice) && <CardEntry payment={payment} error={error?.fault('/paymentMethod', true) ?? null} />}
        </div>
      ))}
    </fieldset>
  );
}

function CardEntry({ payment, error }: { payment: PaymentMethodState; error: string | null }): JSX.Element {
  const { provider, publishableKey } = useDesk().configuration.payments;
  return (
    <div class="method-entry">
      {provider === 'stripe' && publishableKey !== null ? (
        <LazyStripeCard publishableKey={publishableKey} error={error} onReady={payment.setCardToken} />
      ) : (
        <Select
          label="Test card"
          hint="Payments are simulated here: no money moves."
          error={error}
          value={payment.testCard}
          options={testCards}
          onValue={payment.setTestCard}
        />
      )}
    </div>
  );
}

type StripeCard = (typeof import('./StripeCard'))['default'];

/** Fetched when a card is entered, and not before. */
function LazyStripeCard(props: Parameters<StripeCard>[0]): JSX.Element {
  const [loaded, setLoaded] = useState<{ Card: StripeCard } | null>(null);
  useEffect(() => void import('./StripeCard').then((module) => setLoaded({ Card: module.default })), []);
  return loaded === null ? <Skeleton lines={1} /> : <loaded.Card {...props} />;
}
