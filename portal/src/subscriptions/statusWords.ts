import type { PlanInformation } from '../api';
import type { Tone } from '../design';
import { countDays, inDays } from '../design/format';

export interface StatusWords {
  /** In a word, for a badge. */
  badge: string;
  /** What it means and what comes next: `2 days left before services stop; next attempt tomorrow.` */
  sentence: string;
  tone: Tone;
}

/** Whether the plan's services are open. */
export function hasServices({ status }: Pick<PlanInformation, 'status'>): boolean {
  return status === 'trialing' || status === 'active' || status === 'pastDue';
}

/** Where the subscription stands, in words. Days are those that the server counted, in the account's own calendar. */
export function statusWords({ status, outlook, cancelAt, autoUpgrade }: Pick<PlanInformation, 'status' | 'outlook' | 'cancelAt' | 'autoUpgrade'>): StatusWords {
  const daysTo = (kind: string) => outlook.find((item) => item.kind === kind)?.daysLeft;
  const end = daysTo('cancellation');
  if (cancelAt !== null && end !== undefined) {
    return { badge: 'Ends', sentence: `It ends ${inDays(end)}, as planned. Until then everything stays open.`, tone: 'warning' };
  }
  switch (status) {
    case 'none':
      return { badge: 'No plan', sentence: 'There is no plan yet.', tone: 'neutral' };
    case 'trialing':
      return trialing(daysTo('trialEnd'), daysTo('planBegins'));
    case 'active':
      return active(daysTo('renewal') ?? daysTo('plannedChange'), daysTo('contractEnd'), autoUpgrade);
    case 'pastDue':
      return pastDue(daysTo('servicesStop'), daysTo('paymentAttempt'), daysTo('authentication') !== undefined);
    case 'expired':
      return { badge: 'Expired', sentence: 'Services have stopped. Choose a plan to go on.', tone: 'danger' };
    case 'canceled':
      return { badge: 'Canceled', sentence: 'The subscription was canceled. Choose a plan to come back.', tone: 'neutral' };
  }
}

function trialing(end: number | undefined, begin: number | undefined): StatusWords {
  const left =
    begin !== undefined ? `Your plan begins ${inDays(begin)}, when the trial ends.` : end === undefined ? 'The trial runs.' : `${leftOf(end)} of the trial.`;
  return { badge: 'Trial', sentence: left, tone: 'info' };
}

function active(renewal: number | undefined, contractEnd: number | undefined, autoUpgrade: boolean): StatusWords {
  const next =
    renewal !== undefined
      ? `It renews ${inDays(renewal)}.`
      : contractEnd !== undefined
        ? `The contract ends ${inDays(contractEnd)}.`
        : 'The contract has no end.';
  const upgrade = autoUpgrade ? ' Where conversations outgrow it, the next plan is taken by itself.' : '';
  return { badge: 'Active', sentence: next + upgrade, tone: 'positive' };
}

function pastDue(stop: number | undefined, attempt: number | undefined, waitsForBank: boolean): StatusWords {
  const left = stop === undefined ? 'The renewal could not be paid' : stop === 0 ? 'Services stop today' : `${leftOf(stop)} before services stop`;
  const next = waitsForBank
    ? 'the bank wants the renewal confirmed'
    : attempt === undefined
      ? 'no further attempt is planned'
      : `next attempt ${inDays(attempt)}`;
  return { badge: 'Past due', sentence: `${left}; ${next}.`, tone: 'danger' };
}

function leftOf(days: number): string {
  return `${countDays(days)} left`;
}
