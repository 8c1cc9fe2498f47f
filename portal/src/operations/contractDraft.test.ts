import { expect, test } from 'vitest';
import type { ContractRequest } from '../api';
import { draftOf, emptyContract, parseCount, parseMicros, requestOf } from './contractDraft';

const contract: ContractRequest = {
  start: '2026-08-20',
  end: null,
  interval: 'year',
  price: { amount: 250_000, currency: 'USD' },
  included: { billingSessions: 20_000, conversations: null, teamSeats: 50, searchIngestionBytes: 2_000_000_000 },
  overageMicros: 90_000,
  seats: { contactCenter: { type: 'concurrent', quantity: 100 }, agentAi: null },
  addOns: ['advanced-rag'],
  supportPlan: 'support-premium',
  channels: ['web', 'voice'],
};

test('a contract comes back from the form as it went in', () => {
  expect(requestOf(draftOf(contract), 'USD')).toEqual(contract);
});

test('what is left empty sets nothing', () => {
  expect(requestOf(emptyContract, 'USD')).toMatchObject({ start: null, end: null, price: null, overageMicros: null, supportPlan: null, channels: null });
});

test.each([{ price: '12.345' }, { overage: 'cheap' }, { billingSessions: '-1' }, { teamSeats: '1.5' }])('%j is refused', (change) => {
  expect(requestOf({ ...emptyContract, ...change }, 'USD')).toBeNull();
});

test.each`
  text           | micros
  ${'0.09'}      | ${90_000}
  ${'0.000001'}  | ${1}
  ${'12'}        | ${12_000_000}
  ${'1.2345678'} | ${null}
  ${'.5'}        | ${null}
`('$text is $micros micros', ({ text, micros }: { text: string; micros: number | null }) => expect(parseMicros(text)).toBe(micros));

test('a count may be written with commas', () => {
  expect(['1,200', ' 7 ', '', 'x'].map(parseCount)).toEqual([1200, 7, null, undefined]);
});
