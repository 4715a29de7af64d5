import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../shared/schedule/civil-day.ts';
import { type DayTable, holidaysOn, kindOfDay } from '../../../shared/schedule/day-table.ts';
import { aDayTable } from './a-schedule.ts';

function said(table: DayTable, date: string): string {
  const { because, worked } = kindOfDay(table, dayOf(date));
  return `${because}, ${worked ? 'worked' : 'off'}`;
}

describe('a day of each year', () => {
  const table = aDayTable({
    holidays: { '2026-12-28': 'Move' },
    workdays: { '2027-12-24': 'Release' },
    yearly: { holidays: { '12-24': 'Christmas Eve', '02-29': 'Leap' }, workdays: { '12-28': 'Stock', '12-26': 'Stock' } },
    years: [2026, 2027, 2028],
  });
  it.each([
    { date: '2026-12-24', says: 'holiday: Christmas Eve, off' },
    { date: '2099-12-24', says: 'holiday: Christmas Eve, off' },
    { date: '2033-12-24', says: 'weekend, off' },
    { date: '2027-12-24', says: 'workday, worked' },
    { date: '2026-12-28', says: 'holiday: Move, off' },
    { date: '2026-12-26', says: 'make-up workday: Stock, worked' },
    { date: '2028-02-29', says: 'holiday: Leap, off' },
    { date: '2027-03-01', says: 'workday, worked' },
  ])('$date: $says', ({ date, says }) => {
    expect(said(table, date)).toBe(says);
  });
});

describe('working Saturdays', () => {
  const table = aDayTable({
    holidays: { '2027-01-02': 'New Year' },
    workdays: { '2026-12-12': 'Release' },
    yearly: { holidays: { '02-13': 'Founding' }, workdays: {} },
    workSaturdays: { every: 2, from: '2026-12-05' },
    years: [2026, 2027],
  });
  it.each([
    { date: '2026-11-21', says: 'weekend, off' },
    { date: '2026-12-05', says: 'working Saturday, worked' },
    { date: '2026-12-06', says: 'weekend, off' },
    { date: '2026-12-12', says: 'make-up workday: Release, worked' },
    { date: '2026-12-19', says: 'working Saturday, worked' },
    { date: '2026-12-26', says: 'weekend, off' },
    { date: '2027-01-02', says: 'holiday: New Year, off' },
    { date: '2027-02-13', says: 'holiday: Founding, off' },
    { date: '2027-12-18', says: 'working Saturday, worked' },
    { date: '2028-01-01', says: 'unknown, worked' },
    { date: '2028-01-08', says: 'unknown, off' },
  ])('$date: $says', ({ date, says }) => {
    expect(said(table, date)).toBe(says);
  });

  it('add nothing where Saturday is an ordinary workday', () => {
    expect(said({ ...table, weekend: [1] }, '2026-12-19')).toBe('workday, worked');
  });
});

describe('a list of calendars', () => {
  const hk = aDayTable({
    holidays: { '2027-02-08': 'Lunar New Year', '2027-02-09': 'Lunar New Year', '2027-03-26': 'Good Friday' },
    years: null,
  });
  const sg = aDayTable({
    holidays: { '2027-02-08': 'Chinese New Year', '2027-03-26': 'Good Friday' },
    years: [2026, 2027],
  });
  const both = aDayTable({ anyOf: [hk, sg], years: [2026, 2027] });
  const cn = aDayTable({ workdays: { '2027-02-20': 'Festival' } });
  const sunToThu = aDayTable({ weekend: [6, 7], years: null });
  it.each([
    { table: both, date: '2027-02-08', says: 'holiday: Lunar New Year, Chinese New Year, off' },
    { table: both, date: '2027-02-09', says: 'workday, worked' },
    { table: both, date: '2027-03-26', says: 'holiday: Good Friday, off' },
    { table: both, date: '2027-03-27', says: 'weekend, off' },
    { table: both, date: '2028-01-03', says: 'workday, worked' },
    { table: both, date: '2028-01-08', says: 'unknown, off' },
    {
      table: aDayTable({ ...both, anyOf: [sg, { ...hk, holidays: { '2028-01-03': 'New Year' } }] }),
      date: '2028-01-03',
      says: 'unknown, worked',
    },
    { table: aDayTable({ anyOf: [{ ...sg, weekend: [6] }, sg] }), date: '2028-01-07', says: 'unknown, worked' },
    { table: aDayTable({ anyOf: [hk, cn] }), date: '2027-02-20', says: 'make-up workday: Festival, worked' },
    { table: aDayTable({ anyOf: [hk, sunToThu], weekend: [7] }), date: '2027-02-07', says: 'workday, worked' },
    { table: aDayTable({ anyOf: [hk, sunToThu], weekend: [7] }), date: '2027-02-13', says: 'weekend, off' },
    { table: aDayTable({ anyOf: [hk, sunToThu], weekend: [7] }), date: '2027-03-26', says: 'holiday: Good Friday, off' },
    { table: { ...both, workdays: { '2027-02-08': 'Move' } }, date: '2027-02-08', says: 'workday, worked' },
    { table: { ...both, workdays: { '2027-02-13': 'Move' } }, date: '2027-02-13', says: 'make-up workday: Move, worked' },
    { table: { ...both, holidays: { '2027-02-09': 'Move' } }, date: '2027-02-09', says: 'holiday: Move, off' },
    { table: { ...both, workSaturdays: { every: 1, from: '2027-02-01' } }, date: '2027-02-13', says: 'working Saturday, worked' },
    {
      table: aDayTable({ anyOf: [both, { ...sg, years: null }] }),
      date: '2027-02-08',
      says: 'holiday: Lunar New Year, Chinese New Year, off',
    },
  ])('$date: $says', ({ table, date, says }) => {
    expect(said(table, date)).toBe(says);
  });

  it('rests on a working Saturday that is a holiday everywhere, and only then', () => {
    const saturday = { workSaturdays: { every: 1, from: '2027-01-01' } };
    const off = { ...sg, holidays: { '2027-02-06': 'Eve' } };
    expect(said(aDayTable({ anyOf: [off, off], ...saturday }), '2027-02-06')).toBe('holiday: Eve, off');
    expect(said(aDayTable({ anyOf: [off, sg], ...saturday }), '2027-02-06')).toBe('working Saturday, worked');
  });

  it.each([
    { table: both, date: '2027-02-08', names: ['Lunar New Year', 'Chinese New Year'] },
    { table: both, date: '2027-03-26', names: ['Good Friday'] },
    { table: both, date: '2027-02-09', names: [] },
    { table: aDayTable({ holidays: { '2027-02-06': 'Eve' } }), date: '2027-02-06', names: ['Eve'] },
    {
      table: aDayTable({ holidays: { '2027-02-08': 'Eve' }, workdays: { '2027-02-08': 'Move' } }),
      date: '2027-02-08',
      names: [],
    },
    { table: aDayTable({ yearly: { holidays: { '12-24': 'Eve' }, workdays: {} } }), date: '2027-12-24', names: ['Eve'] },
  ])('has the holidays $names on $date', ({ table, date, names }) => {
    expect(holidaysOn(table, dayOf(date))).toEqual(names);
  });
});
