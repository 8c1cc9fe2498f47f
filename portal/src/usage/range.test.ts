import { expect, test } from 'vitest';
import { defaultRange, faultOf, queryOf, rangeOf, searchOf } from './range';

test.each`
  address                            | range
  ${'range=24h'}                     | ${{ preset: '24h' }}
  ${'range=90d&app=support'}         | ${{ preset: '90d' }}
  ${'from=2026-01-01&to=2026-01-31'} | ${{ from: '2026-01-01', to: '2026-01-31' }}
  ${''}                              | ${defaultRange}
  ${'range=1y'}                      | ${defaultRange}
  ${'from=2026-01-31&to=2026-01-01'} | ${defaultRange}
  ${'from=2026-01-01'}               | ${defaultRange}
`('the address ?$address shows $range', ({ address, range }: { address: string; range: object }) => {
  expect(rangeOf(new URLSearchParams(address))).toEqual(range);
});

test('an address leads back to its range', () => {
  for (const range of [{ preset: '7d' } as const, { from: '2026-01-01', to: '2026-01-31' }]) {
    expect(rangeOf(new URLSearchParams(searchOf(range)))).toEqual(range);
  }
});

test("days are asked for from the first one's start to the last one's end, in the account's zone", () => {
  expect(queryOf({ from: '2026-03-28', to: '2026-03-30' }, 'Europe/Paris')).toEqual({
    from: '2026-03-27T23:00:00.000Z',
    to: '2026-03-30T22:00:00.000Z',
    granularity: 'day',
  });
});

test('two days are shown by the hour', () => {
  expect(queryOf({ from: '2026-03-28', to: '2026-03-29' }, 'UTC')).toMatchObject({ granularity: 'hour' });
});

test('five years are the longest range', () => {
  expect(faultOf('2020-01-01', '2025-01-03')).toBeNull();
  expect(faultOf('2020-01-01', '2025-01-04')).toBe('At most five years can be shown.');
});
