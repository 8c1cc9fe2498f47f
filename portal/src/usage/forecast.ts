import type { UsageForecast } from '../api';
import { count, formatNumber } from '../design/format';

/** What there is to hold a forecast against. */
export interface Allowance {
  /** Billing sessions a month; null: without limit. */
  included: number | null;
  /** What one beyond them costs, in micros; null where the plan says nothing of it. */
  overageMicros: number | null;
  /** Whether the credits are used up. */
  paused: boolean;
}

/** How amounts and dates are written. */
export interface Wording {
  credits(micros: number): string;
  date(instant: string): string;
}

/** Where usage is heading, in sentences. */
export function forecastWords(forecast: UsageForecast, allowance: Allowance, wording: Wording): string[] {
  return [sessions(forecast.sessionsAtPeriodEnd, allowance, wording), spending(forecast, allowance, wording)];
}

function sessions(expected: number, { included, overageMicros }: Allowance, { credits }: Wording): string {
  if (expected === 0) {
    return 'There was no billing session yet in this month of allowance.';
  }

  const whole = `At this pace it will be about ${count(expected, 'billing session', 'billing sessions')} by the end of the month of allowance`;
  if (included === null) {
    return `${whole}.`;
  }

  const beyond = expected - included;
  const price = overageMicros ? `, about ${credits(beyond * overageMicros)} from credits` : '';
  return beyond > 0
    ? `${whole}: ${formatNumber(beyond)} more than the ${formatNumber(included)} included${price}.`
    : `${whole}, within the ${formatNumber(included)} included.`;
}

function spending({ aiMicrosPerDay, creditsLastUntil }: UsageForecast, { paused }: Allowance, { credits, date }: Wording): string {
  const pace = `AI features cost about ${credits(aiMicrosPerDay)} a day on average of the last seven days`;
  return paused
    ? `${pace}. The credits are used up.`
    : aiMicrosPerDay === 0
      ? 'AI features were not used in the last seven days.'
      : creditsLastUntil === null
        ? `${pace}; the credits last for more than ten years.`
        : `${pace}; the credits last until ${date(creditsLastUntil)}.`;
}
