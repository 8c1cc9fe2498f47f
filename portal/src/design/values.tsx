import type { JSX } from 'preact';
import type { Money as MoneyValue } from '../api/generated/schema';
import { formatDay, formatDayOf, formatExactMicros, formatInstant, formatMicros, formatMoney } from './format';

export function Money({ value }: { value: MoneyValue }): JSX.Element {
  return <span class="number">{formatMoney(value)}</span>;
}

/** Credits; hovering tells them to the last millionth. */
export function Micros({ value, currency }: { value: number; currency: string }): JSX.Element {
  return (
    <span class="number" title={formatExactMicros(value, currency)}>
      {formatMicros(value, currency)}
    </span>
  );
}

/** A local date, such as a period's end. */
export function Day({ value }: { value: string }): JSX.Element {
  return (
    <time class="number" dateTime={value}>
      {formatDay(value)}
    </time>
  );
}

/** An instant in the account's zone. */
export function Instant({ value, timeZone, isDayOnly = false }: { value: string; timeZone?: string; isDayOnly?: boolean }): JSX.Element {
  return (
    <time class="number" dateTime={value}>
      {isDayOnly ? formatDayOf(value, timeZone) : formatInstant(value, timeZone)}
    </time>
  );
}
