import { addDays, countDays, isDay, startOf, type Day } from './days';

/** Spans of time that end now, by the API's names. */
export const presets = [
  { id: '24h', label: '24 hours' },
  { id: '7d', label: '7 days' },
  { id: '30d', label: '30 days' },
  { id: '90d', label: '90 days' },
] as const;

export type Preset = (typeof presets)[number]['id'];

/** What of the usage is shown: a span that ends now, or days, both inclusive. */
export type Range = { preset: Preset } | { from: Day; to: Day };

export const defaultRange: Range = { preset: '30d' };

/** Longer spans of hours have more points than a reader can tell apart. */
const mostDaysByHour = 2;

/** The API's own limit for points of days. */
const mostDays = 5 * 366;

/** The range of an address; the default where the address has none, or none that makes sense. */
export function rangeOf(search: URLSearchParams): Range {
  const preset = presets.find(({ id }) => id === search.get('range'))?.id;
  const [from, to] = [search.get('from'), search.get('to')];
  return preset ? { preset } : isDay(from) && isDay(to) && !faultOf(from, to) ? { from, to } : defaultRange;
}

/** Why two days are not a range that can be shown, in words; null where they are. */
export function faultOf(from: Day, to: Day): string | null {
  return !isDay(from) || !isDay(to)
    ? 'Choose the first and the last day.'
    : from > to
      ? 'The first day comes after the last one.'
      : countDays(from, to) > mostDays
        ? 'At most five years can be shown.'
        : null;
}

/** A range in an address. */
export function searchOf(range: Range): Record<string, string> {
  return 'preset' in range ? { range: range.preset } : { from: range.from, to: range.to };
}

/** What the API is asked for. */
export type TrendsQuery = ({ range: Preset } | { from: string; to: string; granularity: 'hour' | 'day' }) & { app?: string };

/** @param zone Whose days the range's days are; null where that is not known yet: then only what ends now can be asked for. */
export function queryOf(range: Range, zone: string | null): TrendsQuery | null {
  if ('preset' in range) return { range: range.preset };
  if (zone === null) return null;
  return {
    from: startOf(range.from, zone).toISOString(),
    to: startOf(addDays(range.to, 1), zone).toISOString(),
    granularity: countDays(range.from, range.to) <= mostDaysByHour ? 'hour' : 'day',
  };
}
