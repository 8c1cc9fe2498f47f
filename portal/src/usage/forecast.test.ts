import { expect, test } from 'vitest';
import { forecastWords } from './forecast';

const wording = { credits: (micros: number) => `$${(micros / 1e6).toFixed(2)}`, date: (instant: string) => instant.slice(0, 10) };
const plan = { included: 1000, overageMicros: 150_000, paused: false };
const quiet = { sessionsAtPeriodEnd: 800, aiMicrosPerDay: 0, creditsLastUntil: null };
const words = (forecast: object, allowance: object = {}) => forecastWords({ ...quiet, ...forecast }, { ...plan, ...allowance }, wording);

test('sessions within the plan', () => {
  expect(words({})[0]).toBe('At this pace it will be about 800 billing sessions by the end of the month of allowance, within the 1,000 included.');
});

test('sessions beyond the plan cost credits', () => {
  expect(words({ sessionsAtPeriodEnd: 1240 })[0]).toBe(
    'At this pace it will be about 1,240 billing sessions by the end of the month of allowance: 240 more than the 1,000 included, about $36.00 from credits.',
  );
});

test('without a limit there is nothing to exceed', () => {
  expect(words({ sessionsAtPeriodEnd: 1 }, { included: null })[0]).toBe(
    'At this pace it will be about 1 billing session by the end of the month of allowance.',
  );
});

const day = { aiMicrosPerDay: 4_120_000 };
const pace = 'AI features cost about $4.12 a day on average of the last seven days';

test.each`
  facts                                                | paused   | expected
  ${{}}                                                | ${false} | ${'AI features were not used in the last seven days.'}
  ${{ ...day, creditsLastUntil: '2027-01-14T06:11Z' }} | ${false} | ${`${pace}; the credits last until 2027-01-14.`}
  ${day}                                               | ${false} | ${`${pace}; the credits last for more than ten years.`}
  ${{ ...day, creditsLastUntil: '2026-01-01T00:00Z' }} | ${true}  | ${`${pace}. The credits are used up.`}
`('$expected', ({ facts, paused, expected }: { facts: object; paused: boolean; expected: string }) => {
  expect(words(facts, { paused })[1]).toBe(expected);
});
