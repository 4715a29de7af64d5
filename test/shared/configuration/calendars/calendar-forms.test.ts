import { describe, expect, it } from 'vitest';
import type { FileDays } from '../../../../shared/configuration/calendar-files/file-days.ts';
import { anyOf, withYears } from '../../../../shared/configuration/calendars/any-of.ts';
import type { CalendarSource } from '../../../../shared/configuration/calendars/calendar-source.ts';
import { compileCalendars } from '../../../../shared/configuration/calendars/compile-calendars.ts';
import { withFile, withOwn } from '../../../../shared/configuration/calendars/own-days.ts';
import { readTerritory } from '../../../../shared/configuration/calendars/read-territory.ts';
import { dayOf } from '../../../../shared/schedule/civil-day.ts';
import { calendarEnd, type DayTable, kindOfDay, knowsYear } from '../../../../shared/schedule/day-table.ts';

const nothing: CalendarSource = {
  ...{ territory: null, bases: [], file: null, holidays: [], workdays: [] },
  ...{ years: [], weekend: null, workSaturdays: null },
};
const ics = { kind: 'ics' as const, path: 'sg.ics' };

function of(country: string): CalendarSource {
  const territory = readTerritory(country);
  if (!('value' in territory)) throw new Error(`${country} is no territory`);
  return { ...nothing, territory: territory.value };
}

function said(table: DayTable | undefined, ...dates: readonly string[]): readonly string[] {
  if (table === undefined) throw new Error('there is no such calendar');
  return dates.map((date) => kindOfDay(table, dayOf(date)).because);
}

const empty: DayTable = { weekend: [1, 7], years: null, holidays: {}, workdays: {} };

describe('a list of bases', () => {
  const offices = compileCalendars({
    ...{ hk: of('HK'), sg: of('SG'), cn: of('CN'), il: { ...of('IL'), weekend: [6, 7] } },
    both: { ...nothing, bases: ['hk', 'sg'] },
    company: { ...nothing, bases: ['both'], holidays: ['2027-02-09', '12-24'], workdays: ['2027-02-08'] },
    known: { ...nothing, bases: ['cn', 'sg'], years: [2027, 2028] },
    unknown: { ...nothing, bases: ['cn', 'sg'] },
    wide: { ...nothing, bases: ['sg', 'il'] },
    narrow: { ...nothing, bases: ['sg', 'il'], weekend: [1] },
    three: { ...nothing, bases: ['both', 'cn'] },
    dated: { ...nothing, bases: ['both'], holidays: ['2026-12-24'] },
    yearly: { ...nothing, bases: ['both'], holidays: ['12-24'] },
    saturdays: { ...nothing, bases: ['both'], workSaturdays: { every: 1, from: '2026-01-01' } },
    ofDated: { ...nothing, bases: ['dated', 'cn'] },
    ofYearly: { ...nothing, bases: ['yearly', 'cn'] },
    ofSaturdays: { ...nothing, bases: ['saturdays', 'cn'] },
  });

  // As people asked for it in public: workalendar#279, QuantLib-SWIG#128, Strata#2108. On 9 February
  // 2027 Singapore works, and Hong Kong does not.
  it('is worked where any of them works', () => {
    expect(said(offices.both, '2027-02-08', '2027-02-09', '2027-02-10')).toEqual([
      expect.stringMatching(/^holiday: .*New Year.*, .*New Year/),
      'workday',
      'workday',
    ]);
  });

  it('stands below days of its own', () => {
    expect(said(offices.company, '2027-02-08', '2027-02-09', '2027-12-24', '2027-12-28')).toEqual([
      ...['workday', 'holiday: calendar company', 'holiday: calendar company', 'workday'],
    ]);
  });

  it('does not know what one of them does not know, until its own years say so', () => {
    const [day, newYear] = [dayOf('2027-06-01'), '2027-01-01'];
    expect(offices.unknown).toMatchObject({ years: [2024, 2025, 2026] });
    expect(knowsYear(offices.unknown ?? empty, day)).toBe(false);
    expect(calendarEnd(offices.unknown ?? empty, dayOf('2026-12-31'))).toEqual({ year: 2027, days: 1 });
    // Singapore works on the Tuesday whatever China does. On New Year's Day only China could work.
    expect(said(offices.unknown, '2027-06-01', newYear)).toEqual(['workday', 'unknown']);
    expect(offices.known).toMatchObject({ years: [2024, 2025, 2026, 2027, 2028] });
    expect(said(offices.known, newYear, '2029-01-01')).toEqual(['workday', 'unknown']);
  });

  it('rests on the weekdays on which all of them rest, or on its own weekend', () => {
    expect(offices.wide?.weekend).toEqual([7]);
    expect(said(offices.wide, '2027-03-05', '2027-03-06', '2027-03-07')).toEqual(['workday', 'weekend', 'workday']);
    expect(said(offices.narrow, '2027-03-05', '2027-03-06', '2027-03-07')).toEqual(['workday', 'workday', 'weekend']);
  });

  it('takes in a list that has nothing of its own, and keeps one that has', () => {
    expect(offices.three?.anyOf).toHaveLength(3);
    for (const { anyOf: bases } of [offices.ofDated, offices.ofYearly, offices.ofSaturdays].map((table) => table ?? empty)) {
      expect(bases).toHaveLength(2);
    }
    expect(said(offices.ofSaturdays, '2026-11-28')).toEqual(['working Saturday']);
  });

  const [a, b] = [
    {
      ...empty,
      years: [2026, 2028],
      incomplete: { 2027: ['Vesak'] },
      unsure: { '2026-05-01': 'one', '2026-06-01': 'same' },
      lacks: ['x', 'y'],
    },
    {
      ...empty,
      years: [2026],
      incomplete: { 2027: ['Diwali', 'Vesak'], 2028: ['Diwali'] },
      unsure: { '2026-05-01': 'two', '2026-06-01': 'same' },
      lacks: ['y'],
    },
  ];
  it('lacks what any of them lacks, said once and of the whole', () => {
    const both = anyOf([a, b]);
    expect(both).toEqual({
      ...{ weekend: [1, 7], years: [2026], holidays: {}, workdays: {}, lacks: ['x', 'y'] },
      ...{
        incomplete: { 2027: ['Vesak', 'Diwali'], 2028: ['Diwali'] },
        unsure: { '2026-05-01': 'one, two', '2026-06-01': 'same' },
      },
      anyOf: [
        { ...empty, years: [2026, 2028] },
        { ...empty, years: [2026] },
      ],
    });
    // A year without any data in one of them is not called incomplete.
    expect(anyOf([a, { ...empty, years: [2026] }])).not.toHaveProperty('incomplete');
    expect(anyOf([a, empty])).toMatchObject({ years: [2026, 2028], incomplete: { 2027: ['Vesak'] } });
  });

  it('is complete in the years that somebody completed', () => {
    const done = withYears(anyOf([a, b]), [2027], false);
    expect(done).toMatchObject({
      years: [2026, 2027],
      incomplete: { 2028: ['Diwali'] },
      anyOf: [{ years: [2026, 2027, 2028] }, {}],
    });
    expect(withYears(anyOf([a, b]), [2027, 2028], false)).not.toHaveProperty('incomplete');
    expect(() => anyOf([])).toThrow('empty');
  });
});

describe('a day of each year', () => {
  it('wins over the dates of a base, and a date wins over it', () => {
    const { c } = compileCalendars({
      base: { ...nothing, holidays: ['2026-12-25', '2026-12-26'], workdays: ['2026-12-24', '2026-12-19'] },
      c: { ...nothing, bases: ['base'], holidays: ['12-24', '12-25', '2026-12-28'], workdays: ['12-26', '12-28'] },
    });
    expect(c).toEqual({
      ...{ weekend: [1, 7], years: null },
      holidays: { '2026-12-25': 'calendar base', '2026-12-28': 'calendar c' },
      workdays: { '2026-12-19': 'calendar base' },
      yearly: {
        holidays: { '12-24': 'calendar c', '12-25': 'calendar c' },
        workdays: { '12-26': 'calendar c', '12-28': 'calendar c' },
      },
    });
    expect(said(c, '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-28', '2027-12-28')).toEqual([
      ...['holiday: calendar c', 'holiday: calendar base', 'make-up workday: calendar c', 'holiday: calendar c', 'workday'],
    ]);
  });

  it('of a base goes where the calendar lists its contrary', () => {
    const { c } = compileCalendars({
      base: { ...nothing, holidays: ['12-24', '12-31'], workdays: ['12-26'] },
      c: { ...nothing, bases: ['base'], holidays: ['12-26'], workdays: ['12-24', '2026-12-31'] },
    });
    expect(c?.yearly).toEqual({
      holidays: { '12-31': 'calendar base', '12-26': 'calendar c' },
      workdays: { '12-24': 'calendar c' },
    });
    expect(said(c, '2026-12-31', '2027-12-31')).toEqual(['workday', 'holiday: calendar base']);
  });
});

describe('working Saturdays', () => {
  const every = (from: string) => ({ every: 2, from });
  it('are those of the calendar itself, or else those of its base', () => {
    const tables = compileCalendars({
      cn: of('CN'),
      base: { ...nothing, bases: ['cn'], workSaturdays: every('2026-09-05') },
      same: { ...nothing, bases: ['base'] },
      other: { ...nothing, bases: ['base'], workSaturdays: every('2026-09-12') },
    });
    // 10 October 2026 is a make-up workday in China, and 3 October a holiday there.
    const dates = ['2026-09-05', '2026-09-12', '2026-10-03', '2026-10-10', '2026-10-17'];
    const ours = [
      'working Saturday',
      'weekend',
      'holiday: National Day (国庆节)',
      'make-up workday: National Day (国庆节)',
      'working Saturday',
    ];
    expect(said(tables.base, ...dates)).toEqual(ours);
    expect(said(tables.same, ...dates)).toEqual(ours);
    expect(said(tables.other, '2026-09-05', '2026-09-12', '2026-10-03')).toEqual(['weekend', 'working Saturday', 'weekend']);
  });
});

describe('a file', () => {
  const days = {
    holidays: { '2027-01-01': "New Year's Day", '2027-02-08': '', '2028-01-03': 'New Year' },
    workdays: { '2027-02-13': 'Chinese New Year' },
  };
  const tableOf = (source: Partial<CalendarSource>, files: ReadonlyMap<string, FileDays> = new Map([['c', days]])) =>
    compileCalendars({ cn: of('CN'), list: { ...nothing }, c: { ...nothing, file: ics, years: [2027], ...source } }, files).c;

  it('is what a calendar begins with, for the years that it has', () => {
    const table = tableOf({});
    expect(table).toMatchObject({ years: [2027], workdays: days.workdays });
    expect(said(table, '2027-01-01', '2027-02-08', '2027-02-13', '2027-02-15', '2028-01-03', '2028-01-04')).toEqual([
      ...[
        "holiday: New Year's Day",
        'holiday: calendar c',
        'make-up workday: Chinese New Year',
        'workday',
        'holiday: New Year',
        'unknown',
      ],
    ]);
  });

  it('adds its days to a base and completes its years, and lists of the calendar win', () => {
    const table = tableOf({ bases: ['cn'], holidays: ['2027-02-13'], workdays: ['2027-01-01'] });
    expect(table?.years).toEqual([2024, 2025, 2026, 2027]);
    expect(said(table, '2026-10-01', '2027-01-01', '2027-02-13', '2027-02-08')).toEqual([
      ...['holiday: National Day (国庆节)', 'workday', 'weekend', 'holiday: calendar c'],
    ]);
    expect(tableOf({ bases: ['list'] })?.years).toEqual([2027]);
    expect(tableOf({ bases: ['list', 'list'] })).toMatchObject({ years: [2027], anyOf: [{ years: [2027] }, { years: [2027] }] });
  });

  it('wins over the days of its base', () => {
    const mine = new Map([
      ['c', { holidays: { '2026-10-10': 'Mine', '2026-10-01': 'Mine' }, workdays: { '2026-10-02': 'Mine' } }],
    ]);
    const table = tableOf({ bases: ['cn'], years: [2026] }, mine);
    expect(table?.workdays).not.toHaveProperty('2026-10-10');
    expect(said(table, '2026-10-10', '2026-10-01', '2026-10-02')).toEqual(['weekend', 'holiday: Mine', 'workday']);
  });

  it('or a list of the calendar makes sure what was not, by a date or a day of each year', () => {
    const dates = ['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01', '2027-08-01'];
    const base = { ...empty, unsure: Object.fromEntries(dates.map((date) => [date, 'by the moon'])) };
    const lists = { ...nothing, holidays: ['2026-05-01'], workdays: ['08-01'] };
    expect(withOwn('c', lists, base).unsure).toEqual({ '2026-06-01': 'by the moon', '2026-07-01': 'by the moon' });
    expect(withFile('c', base, { holidays: { '2026-05-01': 'A' }, workdays: { '2026-06-01': 'B' } }).unsure).not.toHaveProperty([
      '2026-06-01',
    ]);
    expect(withOwn('c', { ...nothing, holidays: dates }, base)).not.toHaveProperty('unsure');
    expect(withOwn('c', nothing, { ...base, lacks: ['x'], incomplete: { 2027: ['Vesak'] } })).toMatchObject({
      lacks: ['x'],
      incomplete: { 2027: ['Vesak'] },
    });
  });

  it('that nobody read is an error', () => {
    expect(() => tableOf({}, new Map())).toThrow('calendar c has a file, and its days are missing');
  });
});
