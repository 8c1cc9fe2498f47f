import type { StripeCardElement } from '@stripe/stripe-js';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { asApiError } from '../api';
import { colourOf } from '../design/theme';
import { cardToken, stripeOf } from './stripe';

interface Props {
  publishableKey: string;
  error: string | null;
  /** Told how to make the card's token, once there is a field to enter it. */
  onReady: (token: (() => Promise<string>) | null) => void;
}

/** Stripe's own field for the card's number, in a frame of Stripe's. */
export default function StripeCard({ publishableKey, error, onReady }: Props): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  useEffect(() => {
    let card: StripeCardElement | null = null;
    let isGone = false;
    const mount = async () => {
      const stripe = await stripeOf(publishableKey);
      if (isGone || place.current === null) return;
      card = stripe.elements().create('card', {
        style: {
          base: { color: colourOf('--text'), fontSize: '16px', '::placeholder': { color: colourOf('--text-muted') } },
          invalid: { color: colourOf('--danger') },
        },
      });
      card.on('change', (event) => setWrong(event.error?.message ?? null));
      card.mount(place.current);
      const mounted = card;
      onReady(() => cardToken(stripe, mounted));
    };
    mount().catch((thrown: unknown) => setWrong(asApiError(thrown).message));
    return () => {
      isGone = true;
      onReady(null);
      card?.destroy();
    };
  }, [publishableKey]);

  return (
    <div class="field">
      <span class="field-label">Card</span>
      <div class="stripe-card" ref={place} />
      {(wrong ?? error) && (
        <p class="field-error" role="alert">
          {wrong ?? error}
        </p>
      )}
    </div>
  );
}
