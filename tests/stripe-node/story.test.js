// Stripe's own library against the simulator whose address is in SIMULATOR_URL: what a stranger's program would do.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import Stripe from 'stripe';

const url = new URL(process.env.SIMULATOR_URL);
const stripe = new Stripe('sk_test_node', { host: url.hostname, port: url.port, protocol: 'http', maxNetworkRetries: 2 });
const events = [];
let server;
let secret;

const act = (intent, outcome) => fetch(new URL(`/_sim/intents/${intent}/act`, url), { method: 'POST', body: JSON.stringify({ outcome }) });
const setFault = (fault) => fetch(new URL('/_sim/faults', url), { method: 'POST', body: JSON.stringify(fault) });
const money = async () => (await fetch(new URL('/_sim/money', url))).json();

async function told(type, id) {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = events.find((event) => event.type === type && event.data.object.id === id);
    if (found) return found;
    await once(server, 'told', { signal: AbortSignal.timeout(10_000) });
  }
  throw new Error(`${type} of ${id} was never told`);
}

before(async () => {
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    events.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), request.headers['stripe-signature'], secret));
    response.end();
    server.emit('told');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = await stripe.webhookEndpoints.create({ url: `http://127.0.0.1:${server.address().port}/`, enabled_events: ['*'] });
  secret = endpoint.secret;
});

after(() => server.close());

test('saves a card, pays with it off session, and refunds', async () => {
  const customer = await stripe.customers.create({ email: 'jenny@example.com', metadata: { account: 'acme' } });
  const setup = await stripe.setupIntents.create({ customer: customer.id, payment_method_types: ['card'], payment_method: 'pm_card_visa', confirm: true });
  assert.equal(setup.status, 'succeeded');

  const methods = await stripe.customers.listPaymentMethods(customer.id, { type: 'card' });
  assert.deepEqual(methods.data.map((method) => method.card.last4), ['4242']);
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: methods.data[0].id } });

  const payment = await stripe.paymentIntents.create({
    amount: 5000, currency: 'usd', customer: customer.id, payment_method: methods.data[0].id, payment_method_types: ['card'],
    off_session: true, confirm: true, metadata: { order: 'ord_1' }, expand: ['latest_charge'],
  });
  assert.equal(payment.status, 'succeeded');
  assert.equal(payment.latest_charge.paid, true);
  const event = await told('payment_intent.succeeded', payment.id);
  assert.equal(event.api_version, '2026-07-29.dahlia');
  assert.equal(event.data.object.metadata.order, 'ord_1');

  const refund = await stripe.refunds.create({ payment_intent: payment.id, amount: 2000 });
  assert.equal(refund.status, 'succeeded');
  await told('refund.created', refund.id);

  await stripe.paymentMethods.detach(methods.data[0].id);
  assert.equal((await stripe.customers.listPaymentMethods(customer.id)).data.length, 0);
});

test('authenticates a card on session and needs its customer off session', async () => {
  const customer = await stripe.customers.create();
  const payment = await stripe.paymentIntents.create({
    amount: 2500, currency: 'usd', customer: customer.id, payment_method: 'pm_card_authenticationRequired', payment_method_types: ['card'],
    setup_future_usage: 'off_session', confirm: true,
  });
  assert.equal(payment.status, 'requires_action');
  assert.equal(payment.next_action.type, 'use_stripe_sdk');

  await act(payment.id, 'success');
  await told('payment_intent.succeeded', payment.id);
  const paid = await stripe.paymentIntents.retrieve(payment.id);
  assert.equal(paid.amount_received, 2500);

  await assert.rejects(
    stripe.paymentIntents.create({
      amount: 2500, currency: 'usd', customer: customer.id, payment_method: paid.payment_method, payment_method_types: ['card'], off_session: true, confirm: true,
    }),
    (error) => error instanceof Stripe.errors.StripeCardError && error.code === 'authentication_required' && error.payment_intent.status === 'requires_payment_method',
  );
});

test('is declined as Stripe declines', async () => {
  await assert.rejects(
    stripe.paymentIntents.create({ amount: 900, currency: 'usd', payment_method: 'pm_card_visa_chargeDeclinedLostCard', payment_method_types: ['card'], confirm: true }),
    (error) => error instanceof Stripe.errors.StripeCardError && error.decline_code === 'lost_card' && error.requestId.startsWith('req_'),
  );
  await assert.rejects(stripe.customers.retrieve('cus_missing'), (error) => error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404);
  await assert.rejects(
    new Stripe('pk_wrong', { host: url.hostname, port: url.port, protocol: 'http' }).customers.list(),
    (error) => error instanceof Stripe.errors.StripeAuthenticationError,
  );
});

test('pays by a wire in two parts', async () => {
  const customer = await stripe.customers.create();
  const payment = await stripe.paymentIntents.create({
    amount: 15000, currency: 'usd', customer: customer.id, payment_method_types: ['customer_balance'], payment_method_data: { type: 'customer_balance' },
    payment_method_options: { customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'us_bank_transfer' } } }, confirm: true,
  });
  const instructions = payment.next_action.display_bank_transfer_instructions;
  assert.equal(instructions.amount_remaining, 15000);
  assert.equal(instructions.financial_addresses[0].aba.account_number.length, 12);

  await stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: 10000, currency: 'usd', reference: instructions.reference });
  const partly = await told('payment_intent.partially_funded', payment.id);
  assert.equal(partly.data.object.next_action.display_bank_transfer_instructions.amount_remaining, 5000);

  await stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: 6000, currency: 'usd', reference: instructions.reference });
  await told('payment_intent.succeeded', payment.id);
  const balance = await stripe.customers.retrieveCashBalance(customer.id);
  assert.deepEqual(balance.available, { usd: 1000 });

  const types = [];
  for await (const transaction of stripe.customers.listCashBalanceTransactions(customer.id, { limit: 1 })) types.unshift(transaction.type);
  assert.deepEqual(types, ['funded', 'applied_to_payment', 'funded', 'applied_to_payment']);
});

test('is sent to PayPal and comes back', async () => {
  const customer = await stripe.customers.create();
  const payment = await stripe.paymentIntents.create({
    amount: 4000, currency: 'usd', customer: customer.id, payment_method_types: ['paypal'], payment_method_data: { type: 'paypal' },
    return_url: 'https://example.com/back', confirm: true,
  });
  assert.equal(payment.next_action.type, 'redirect_to_url');
  await act(payment.id, 'approve');
  assert.equal((await stripe.paymentIntents.retrieve(payment.id)).status, 'succeeded');
});

test('pays once when the answer is lost, by the idempotency key that the library keeps over its retries', async () => {
  const charged = (await money()).charges;
  await setFault({ kind: 'LoseAnswer', method: 'POST', path: '/v1/payment_intents' });
  const payment = await stripe.paymentIntents.create({ amount: 700, currency: 'usd', payment_method: 'pm_card_visa', payment_method_types: ['card'], confirm: true });
  assert.equal(payment.status, 'succeeded');
  assert.equal((await money()).charges, charged + 1);
});

test('refuses a webhook that was changed', async () => {
  const body = JSON.stringify({ id: 'evt_1', object: 'event' });
  const header = stripe.webhooks.generateTestHeaderString({ payload: body, secret });
  assert.equal(stripe.webhooks.constructEvent(body, header, secret).id, 'evt_1');
  assert.throws(() => stripe.webhooks.constructEvent(body.replace('evt_1', 'evt_2'), header, secret), Stripe.errors.StripeSignatureVerificationError);
});
