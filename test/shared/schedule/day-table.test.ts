import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../shared/schedule/civil-day.ts';
import { calendarEnd, kindOfDay, knowsYear } from '../../../shared/schedule/day-table.ts';
import { aDayTable } from './a-schedule.ts';

describe('what a calendar says of a day', () => {
  const table = aDayTable({
    holidays: { '2026-10-01': 'Harvest', '2026-10-03': 'Harvest', '2027-01-01': 'New Year', '2027-01-02': 'New Year' },
    workdays: { '2026-10-10': 'Harvest', '2026-10-12': 'Stocktaking', '2027-01-09': 'New Year' },
  });
  it.each([
    { date: '2026-10-01', says: 'an ordinary holiday', kind: 'holiday', because: 'holiday: Harvest', worked: false },
    { date: '2026-10-03', says: 'a holiday at a weekend', kind: 'weekend', because: 'weekend', worked: false },
    { date: '2026-10-04', says: 'a Sunday', kind: 'weekend', because: 'weekend', worked: false },
    { date: '2026-10-08', says: 'a Thursday', kind: 'workday', because: 'workday', worked: true },
    { date: '2026-10-10', says: 'a worked Saturday', kind: 'makeUp', because: 'make-up workday: Harvest', worked: true },
    { date: '2026-10-12', says: 'a Monday listed as worked', kind: 'workday', because: 'workday', worked: true },
    {
      date: '2027-01-01',
      says: 'a listed Friday of an unknown year',
      kind: 'holiday',
      because: 'holiday: New Year',
      worked: false,
    },
    { date: '2027-01-02', says: 'a listed Saturday of an unknown year', kind: 'weekend', because: 'weekend', worked: false },
    {
      date: '2027-01-09',
      says: 'a worked Saturday of an unknown year',
      kind: 'makeUp',
      because: 'make-up workday: New Year',
      worked: true,
    },
    { date: '2027-01-04', says: 'any other Monday of it', kind: 'unknown', because: 'unknown', worked: true },
    { date: '2027-01-10', says: 'any other Sunday of it', kind: 'unknown', because: 'unknown', worked: false },
  ])('$date, $says: $kind', ({ date, kind, because, worked }) => {
    expect(kindOfDay(table, dayOf(date))).toEqual({ kind, because, worked });
  });

  it('a working day that is both a holiday below and worked above is worked', () => {
    const both = aDayTable({ holidays: { '2026-10-01': 'Harvest' }, workdays: { '2026-10-01': 'Harvest' } });
    expect(kindOfDay(both, dayOf('2026-10-01'))).toEqual({ kind: 'workday', because: 'workday', worked: true });
  });

  it('may have another weekend', () => {
    const fridays = aDayTable({ weekend: [6] });
    expect(['2026-10-09', '2026-10-11'].map((date) => kindOfDay(fridays, dayOf(date)).worked)).toEqual([false, true]);
  });

  it.each([
    { years: [2026], date: '2026-12-31', known: true },
    { years: [2026], date: '2027-01-01', known: false },
    { years: null, date: '2099-01-01', known: true },
  ])('with the years $years knows that of $date: $known', ({ years, date, known }) => {
    expect(knowsYear(aDayTable({ years }), dayOf(date))).toBe(known);
    expect(kindOfDay(aDayTable({ years }), dayOf(date)).kind === 'unknown').toBe(!known);
  });
});

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
