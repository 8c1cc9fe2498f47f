import { loadStripe } from '@stripe/stripe-js/pure';
import type { Stripe, StripeCardElement } from '@stripe/stripe-js';
import { ApiError } from '../api';

/** Stripe's script comes from Stripe, as its rules for card numbers demand, and only when a card is about to be entered. */
let loading: Promise<Stripe> | null = null;

export function stripeOf(publishableKey: string): Promise<Stripe> {
  loading ??= load(publishableKey);
  return loading;
}

async function load(publishableKey: string): Promise<Stripe> {
  const stripe = await loadStripe(publishableKey).catch(() => null);
  if (stripe !== null) return stripe;
  loading = null;
  throw refused('Card payments could not be loaded. Check whether something blocks js.stripe.com.');
}

/** The token of the card that was entered into Stripe's own field; its number never comes here. */
export async function cardToken(stripe: Stripe, card: StripeCardElement): Promise<string> {
  const { paymentMethod, error } = await stripe.createPaymentMethod({ type: 'card', card });
  if (error !== undefined) throw refused(error.message ?? 'The card was not accepted.');
  return paymentMethod.id;
}

/** Has the bank ask its customer for the one-time password, for a payment or for a card that is being saved. */
export async function authenticate(stripe: Stripe, clientSecret: string): Promise<void> {
  const isSetup = clientSecret.startsWith('seti_');
  const { error } = isSetup ? await stripe.confirmCardSetup(clientSecret) : await stripe.confirmCardPayment(clientSecret);
  if (error !== undefined) throw refused(error.message ?? 'The bank did not confirm the card.');
}

function refused(detail: string): ApiError {
  const errors = [{ pointer: '/paymentMethod/token', detail }];
  return new ApiError({ type: 'about:blank', title: 'The card was not accepted', status: 402, detail, code: 'payment-declined', traceId: '', errors });
}
