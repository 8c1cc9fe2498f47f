/** What Stripe adds to the address that PayPal's customer comes back to. */
const added = ['payment_intent', 'payment_intent_client_secret', 'setup_intent', 'setup_intent_client_secret', 'redirect_status', 'source_type'];

/** Whether the customer has just come back from PayPal. It is told once: the address is cleaned, for it holds the payment's secret. */
export function hasReturned(): boolean {
  const url = new URL(location.href);
  const is = url.searchParams.has('redirect_status');
  for (const name of added) url.searchParams.delete(name);
  if (is) history.replaceState(history.state, '', url);
  return is;
}
