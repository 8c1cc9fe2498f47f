/** A calendar day of the account's time zone, as `2026-01-31`. */
export type Day = string;

const quarter = 15 * 60_000;

/** Making a format is slow, and finding a day's start asks for many. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day in which an instant lies in a zone. */
export function dayOf(instant: Date, zone: string): Day {
  // Swedish writes dates as ISO 8601 does.
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, format);
  return format.format(instant);
}

/** The instant at which a day begins in a zone: not always midnight, where clocks change. */
export function startOf(day: Day, zone: string): Date {
  let start = instantWithin(day, zone);
  // Every zone is a whole number of quarters of an hour from UTC.
  while (dayOf(new Date(start - quarter), zone) === day) {
    start -= quarter;
  }

  return new Date(start);
}

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** How many days lie in [from, to]. */
export function countDays(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** Whether a text is a day that the calendar has. */
export function isDay(text: string | null): text is Day {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** The first whole quarter of an hour of a day's noon in UTC, moved by hours until it lies within the day of the zone. */
function instantWithin(day: Day, zone: string): number {
  let instant = Date.parse(`${day}T12:00:00Z`);
  for (let found = dayOf(new Date(instant), zone); found !== day; found = dayOf(new Date(instant), zone)) {
    instant += found < day ? 3_600_000 : -3_600_000;
  }

  return instant;
}
