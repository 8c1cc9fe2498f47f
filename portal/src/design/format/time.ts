import { locale } from './locale';

/** A local date, `2026-02-28`, as `28 Feb 2026`. It has no zone, so that none may move it. */
export function formatDay(date: string): string {
  return format({ dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** An instant, as the date and time of day in a zone (the account's; else UTC). */
export function formatInstant(instant: string, timeZone = 'UTC'): string {
  return format({ dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant));
}

/** The local date of an instant in a zone. */
export function formatDayOf(instant: string, timeZone = 'UTC'): string {
  return format({ dateStyle: 'medium', timeZone }).format(new Date(instant));
}

/** `today`, `tomorrow`, `in 3 days`. */
export function inDays(days: number): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}

/** `1 day`, `3 days`. */
export function countDays(days: number): string {
  return count(days, 'day', 'days');
}

/** A number with its noun: `1 seat`, `1,200 seats`. */
export function count(number: number, one: string, many: string): string {
  return `${formatNumber(number)} ${number === 1 ? one : many}`;
}

export function formatNumber(number: number): string {
  return new Intl.NumberFormat(locale).format(number);
}

/** Bytes in decimal units, as the catalog counts them: 1 GB is 10⁹. */
export function formatBytes(bytes: number): string {
  const [unit, size] = bytes >= 1e9 ? ['gigabyte', 1e9] : bytes >= 1e6 ? ['megabyte', 1e6] : ['kilobyte', 1e3];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, maximumFractionDigits: 1 }).format(bytes / (size as number));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, and a table needs the same one on every row. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}
