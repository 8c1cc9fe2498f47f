import { expect, test } from 'vitest';
import { momentFormat } from './moments';
import { ticksOf } from './ticks';

const hours = (count: number, start = '2026-11-19T10:00:00Z') => series(count, start, 3_600_000);
const days = (count: number, start = '2026-01-01T00:00:00Z') => series(count, start, 86_400_000);

function series(count: number, start: string, width: number) {
  return Array.from({ length: count }, (_, index) => new Date(Date.parse(start) + index * width).toISOString());
}

function labels(starts: string[], byHour: boolean, most: number) {
  const moments = starts.map(momentFormat('UTC', byHour).moment);
  return ticksOf(moments, byHour, most)
    .map((index) => moments[index]!)
    .map(({ day, month, hour }) => (byHour ? `${hour} h` : `${day}.${month}.`))
    .join(' ');
}

test.each`
  what              | starts        | byHour   | most | expected
  ${'24 hours'}     | ${hours(24)}  | ${true}  | ${8} | ${'12 h 15 h 18 h 21 h 0 h 3 h 6 h 9 h'}
  ${'7 days'}       | ${days(7)}    | ${false} | ${8} | ${'1.1. 2.1. 3.1. 4.1. 5.1. 6.1. 7.1.'}
  ${'30 days'}      | ${days(30)}   | ${false} | ${5} | ${'2.1. 9.1. 16.1. 23.1. 30.1.'}
  ${'90 days'}      | ${days(90)}   | ${false} | ${4} | ${'1.1. 1.2. 1.3.'}
  ${'two years'}    | ${days(730)}  | ${false} | ${4} | ${'1.1. 1.7. 1.1. 1.7.'}
  ${'nothing fits'} | ${days(1800)} | ${false} | ${1} | ${''}
`('labels of $what', ({ starts, byHour, most, expected }: { starts: string[]; byHour: boolean; most: number; expected: string }) => {
  expect(labels(starts, byHour, most)).toBe(expected);
});
