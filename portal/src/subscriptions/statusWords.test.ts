import { expect, test } from 'vitest';
import type { PlanInformation } from '../api';
import { statusWords } from './statusWords';

type Told = [status: PlanInformation['status'], outlook: Record<string, number>, sentence: string];

test.each<Told>([
  ['none', {}, 'There is no plan yet.'],
  ['trialing', { trialEnd: 14 }, '14 days left of the trial.'],
  ['trialing', { planBegins: 1 }, 'Your plan begins tomorrow, when the trial ends.'],
  ['active', { renewal: 18 }, 'It renews in 18 days.'],
  ['active', { plannedChange: 1 }, 'It renews tomorrow.'],
  ['active', { contractEnd: 30 }, 'The contract ends in 30 days.'],
  ['active', {}, 'The contract has no end.'],
  ['pastDue', { paymentAttempt: 1, servicesStop: 2 }, '2 days left before services stop; next attempt tomorrow.'],
  ['pastDue', { servicesStop: 1 }, '1 day left before services stop; no further attempt is planned.'],
  ['pastDue', { authentication: 0, servicesStop: 5 }, '5 days left before services stop; the bank wants the renewal confirmed.'],
  ['pastDue', { servicesStop: 0 }, 'Services stop today; no further attempt is planned.'],
  ['expired', {}, 'Services have stopped. Choose a plan to go on.'],
  ['canceled', {}, 'The subscription was canceled. Choose a plan to come back.'],
])('%s with %o: %s', (status, days, sentence) => {
  const outlook = Object.entries(days).map(([kind, daysLeft]) => ({ kind, daysLeft, on: '2026-02-28', text: '' }));

  expect(statusWords({ status, outlook, cancelAt: null, autoUpgrade: false }).sentence).toBe(sentence);
});

test('a planned end is told before anything else', () => {
  const outlook = [{ kind: 'cancellation', daysLeft: 12, on: '2026-02-28', text: '' }];

  expect(statusWords({ status: 'active', outlook, cancelAt: '2026-02-28T00:00:00Z', autoUpgrade: false }).sentence).toContain('It ends in 12 days');
});
