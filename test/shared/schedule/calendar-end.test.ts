import { expect, it } from 'vitest';
import { dayOf } from '../../../shared/schedule/civil-day.ts';
import { calendarEnd } from '../../../shared/schedule/day-table.ts';
import { aDayTable } from './a-schedule.ts';

it.each([
  { years: [2025, 2026], date: '2026-12-31', end: { year: 2027, days: 1 } },
  { years: [2025, 2026], date: '2026-01-01', end: { year: 2027, days: 365 } },
  { years: [2026, 2027, 2028], date: '2027-12-31', end: { year: 2029, days: 367 } },
  { years: [2025, 2027], date: '2025-12-01', end: { year: 2026, days: 31 } },
  { years: [2026], date: '2027-01-01', end: { year: 2027, days: 0 } },
  { years: [2026], date: '2028-01-03', end: { year: 2028, days: -2 } },
  { years: null, date: '2026-12-31', end: null },
])('what knows $years ends, on $date, at $end', ({ years, date, end }) => {
  expect(calendarEnd(aDayTable({ years }), dayOf(date))).toEqual(end);
});
