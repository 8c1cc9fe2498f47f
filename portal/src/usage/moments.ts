import { locale } from '../design/format/locale';
import type { Moment } from './ticks';

/** Writes and dissects the starts of points in the account's time zone. */
export interface MomentFormat {
  /** In full, to be read or heard: the date with its weekday, and the time of day where a point is an hour. */
  full(start: string): string;
  /** On the axis: the day of a month; where a point is an hour the hour, and the day at midnight. */
  tick(start: string): string;
  moment(start: string): Moment;
}

export function momentFormat(zone: string, byHour: boolean): MomentFormat {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const [day, time] = [of({ day: 'numeric', month: 'short' }), of({ timeStyle: 'short' })];
  const full = of({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...(byHour && { hour: 'numeric', minute: '2-digit' }) });
  const parts = of({ day: 'numeric', month: 'numeric', hour: 'numeric', hourCycle: 'h23' });
  const moment = (start: string): Moment => {
    const found = Object.fromEntries(parts.formatToParts(new Date(start)).map(({ type, value }) => [type, Number(value)]));
    return { day: found['day']!, month: found['month']!, hour: found['hour']! };
  };
  return {
    full: (start) => full.format(new Date(start)),
    tick: (start) => (byHour && moment(start).hour !== 0 ? time : day).format(new Date(start)),
    moment,
  };
}
