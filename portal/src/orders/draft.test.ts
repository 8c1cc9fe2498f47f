import { expect, test } from 'vitest';
import type { Catalog } from '../api';
import { bodyOf, partsOf, sumOf, type Draft } from './draft';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const prices = (month: number) => ({ month: usd(month), year: usd(month * 10) });
const catalog: Catalog = {
  plans: [
    {
      id: 'advanced',
      name: 'Advanced',
      description: '',
      prices: prices(15_000),
      included: { billingSessions: 1_000, conversations: 2_500, teamSeats: 10, searchIngestionBytes: 5e8 },
      channels: ['web'],
      overageMicros: 150_000,
    },
  ],
  addOns: [{ id: 'advanced-rag', name: 'Advanced RAG', prices: prices(2_000) }],
  seats: [
    { product: 'team', type: null, name: 'Team seats', prices: prices(1_000) },
    { product: 'contact-center', type: 'named', name: 'Named', prices: prices(4_000) },
    { product: 'contact-center', type: 'concurrent', name: 'Concurrent', prices: prices(6_000) },
  ],
  supportPlans: [{ id: 'support-standard', name: 'Standard support', prices: prices(2_500) }],
  aiFeatures: [],
};
const draft: Draft = {
  plan: 'advanced',
  interval: 'month',
  teamSeats: 2,
  contactCenter: { type: 'concurrent', quantity: 3 },
  agentAi: { type: 'named', quantity: 0 },
  addOns: ['advanced-rag'],
  supportPlan: 'support-standard',
};

test('every part has its price by the catalog, and they sum up', () => {
  const parts = partsOf(draft, catalog);

  expect(parts.map(({ name, quantity, price }) => `${quantity} ${name} ${price.amount}`)).toEqual([
    '1 Advanced 15000',
    '2 Team seats 2000',
    '3 Concurrent 18000',
    '1 Advanced RAG 2000',
    '1 Standard support 2500',
  ]);
  expect(sumOf(parts, 'USD')).toEqual(usd(39_500));
  expect(sumOf(partsOf({ ...draft, interval: 'year' }, catalog), 'USD')).toEqual(usd(395_000));
});

test('an order says the whole wanted end, also what is not wanted, and when only where that was chosen', () => {
  expect(bodyOf({ ...draft, addOns: [], supportPlan: null }, null)).toEqual({
    plan: 'advanced',
    interval: 'month',
    seats: { team: 2, contactCenter: { type: 'concurrent', quantity: 3 }, agentAi: { type: 'named', quantity: 0 } },
    addOns: [],
    supportPlan: null,
  });
  expect(bodyOf(draft, 'nextRenewal')).toMatchObject({ effective: 'nextRenewal' });
});
