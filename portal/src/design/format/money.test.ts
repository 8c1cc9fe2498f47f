import { expect, test } from 'vitest';
import { amountText, formatExactMicros, formatMicros, formatMoney, parseMoney } from './money';

test.each([
  [5_000, 'USD', '$50.00'],
  [-1_286, 'USD', '-$12.86'],
  [5, 'USD', '$0.05'],
  [0, 'USD', '$0.00'],
  [1_234_567_89, 'EUR', '€1,234,567.89'],
  [5_000, 'JPY', '¥5,000'],
  [9_007_199_254_740_991, 'USD', '$90,071,992,547,409.91'],
])('money of %i %s reads %s', (amount, currency, text) => {
  expect(formatMoney({ amount, currency })).toBe(text);
});

test.each([
  [10_000_000, '$10.00', '$10.00'],
  [9_999_999, '$9.99', '$9.999999'],
  [2, '$0.00', '$0.000002'],
  [-1, '-$0.01', '-$0.000001'],
  [150_000, '$0.15', '$0.15'],
])('%i micros read %s, and exactly %s', (micros, rounded, exact) => {
  expect(formatMicros(micros, 'USD')).toBe(rounded);
  expect(formatExactMicros(micros, 'USD')).toBe(exact);
});

test.each([
  ['50', 'USD', 5_000],
  ['50.5', 'USD', 5_050],
  [' 1,200.00 ', 'USD', 120_000],
  ['0.29', 'USD', 29],
  ['500', 'JPY', 500],
  ['0.001', 'USD', null],
  ['5.5', 'JPY', null],
  ['-5', 'USD', null],
  ['1e3', 'USD', null],
  ['', 'USD', null],
])('what is typed, %o in %s, is %o minor units', (typed, currency, amount) => {
  expect(parseMoney(typed, currency)).toEqual(amount === null ? null : { amount, currency });
});

test('an amount is typed as it is shown', () => {
  for (const amount of [0, 5, 29, 100, 123_456]) {
    expect(parseMoney(amountText({ amount, currency: 'USD' }), 'USD')).toEqual({ amount, currency: 'USD' });
  }
});
