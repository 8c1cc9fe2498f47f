import { describe, expect, test } from 'vitest';
import { addDays, countDays, dayOf, isDay, startOf } from './days';

describe('a day begins', () => {
  test.each`
    zone                    | day             | start
    ${'UTC'}                | ${'2026-03-29'} | ${'2026-03-29T00:00:00.000Z'}
    ${'Europe/Paris'}       | ${'2026-03-29'} | ${'2026-03-28T23:00:00.000Z'}
    ${'Europe/Paris'}       | ${'2026-03-30'} | ${'2026-03-29T22:00:00.000Z'}
    ${'Pacific/Kiritimati'} | ${'2026-01-01'} | ${'2025-12-31T10:00:00.000Z'}
    ${'Pacific/Pago_Pago'}  | ${'2026-01-01'} | ${'2026-01-01T11:00:00.000Z'}
    ${'Asia/Kathmandu'}     | ${'2026-01-01'} | ${'2025-12-31T18:15:00.000Z'}
    ${'America/Asuncion'}   | ${'2023-10-01'} | ${'2023-10-01T04:00:00.000Z'}
  `('on $day in $zone', ({ zone, day, start }: Record<'zone' | 'day' | 'start', string>) => {
    expect(startOf(day, zone).toISOString()).toBe(start);
    expect(dayOf(new Date(start), zone)).toBe(day);
  });
});

test('days are counted with both ends', () => {
  expect(countDays('2026-03-28', '2026-03-30')).toBe(3);
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
});

test.each(['', '2026-2-1', '2026-02-30', '2026-13-01', 'yesterday'])('%j is no day', (text) => expect(isDay(text)).toBe(false));
