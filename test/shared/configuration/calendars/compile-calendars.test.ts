import { describe, expect, it } from 'vitest';
import type { CalendarSource } from '../../../../shared/configuration/calendars/calendar-source.ts';
import { compileCalendars } from '../../../../shared/configuration/calendars/compile-calendars.ts';
import { readTerritory } from '../../../../shared/configuration/calendars/read-territory.ts';
import { dayMs, dayText } from '../../../../shared/schedule/civil-day.ts';
import { type DayTable, kindOfDay } from '../../../../shared/schedule/day-table.ts';

const nothing: CalendarSource = {
  ...{ territory: null, bases: [], file: null, holidays: [], workdays: [] },
  ...{ years: [], weekend: null, workSaturdays: null },
};

function of(country: string): CalendarSource {
  const territory = readTerritory(country);
  if (!('value' in territory)) throw new Error(`${country} is no territory`);
  return { ...nothing, territory: territory.value };
}

function tableOf(sources: Readonly<Record<string, CalendarSource>>, name = 'c'): DayTable {
  const table = compileCalendars(sources)[name];
  if (table === undefined) throw new Error(`${name} is missing`);
  return table;
}

/** The dates of a year that are of a kind, ascending. */
function daysOf(table: DayTable, year: number, kind: string): string[] {
  const days = Array.from({ length: 366 }, (_, n) => Date.UTC(year, 0) + n * dayMs);
  return days.filter((day) => dayText(day).startsWith(`${year}`) && kindOfDay(table, day).kind === kind).map(dayText);
}

describe('China', () => {
  const china = tableOf({ c: of('CN') });

  // As the State Council announced 2026 in November 2025.
  it('has the 19 weekday holidays and the 6 make-up workdays of 2026', () => {
    expect(daysOf(china, 2026, 'holiday')).toEqual([
      ...['2026-01-01', '2026-01-02'],
      ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
      ...['2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
      ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    ]);
    const makeUp = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];
    expect(daysOf(china, 2026, 'makeUp')).toEqual(makeUp);
    expect(kindOfDay(china, Date.UTC(2026, 9, 10)).because).toBe('make-up workday: National Day (国庆节)');
    expect(kindOfDay(china, Date.UTC(2026, 1, 16)).because).toBe('holiday: Spring Festival (春节)');
  });

  it('knows the years that were announced and no others', () => {
    expect(china.years).toEqual([2024, 2025, 2026]);
    expect(kindOfDay(china, Date.UTC(2027, 0, 1)).kind).toBe('unknown');
  });

  it('knows a further year once an operator has listed all of it', () => {
    const ours = { ...nothing, bases: ['cn'], holidays: ['2027-01-01'], workdays: ['2027-01-02'], years: [2027] };
    const table = tableOf({ cn: of('CN'), ours }, 'ours');
    expect(table.years).toEqual([2024, 2025, 2026, 2027]);
    const kinds = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((date) => kindOfDay(table, Date.parse(date)).kind);
    expect(kinds).toEqual(['holiday', 'makeUp', 'weekend', 'workday']);
  });
});

// What the countries' own governments publish for 2026.
describe('public holidays', () => {
  it.each([
    {
      country: 'DE-BY',
      has: ['2026-01-06', '2026-06-04', '2026-10-03', '2026-11-01'],
      lacks: ['2026-08-08', '2026-10-31', '2026-12-24'],
    },
    { country: 'DE-BY-A', has: ['2026-01-06', '2026-08-08'], lacks: ['2026-10-31'] },
    { country: 'DE', has: ['2026-05-01', '2026-12-25'], lacks: ['2026-01-06'] },
    { country: 'GB', has: ['2026-12-26', '2026-12-28', '2026-05-04'], lacks: ['2026-12-24', '2026-12-29'] },
    { country: 'US-CA', has: ['2026-07-03', '2026-07-04', '2026-11-26'], lacks: ['2026-02-14', '2026-07-02'] },
    { country: 'JP', has: ['2026-05-06', '2026-09-22'], lacks: ['2026-05-07'] },
    { country: 'VN', has: ['2026-02-16', '2026-02-20'], lacks: ['2026-02-23'] },
  ])('of $country have their substitute days and all their days, and no half ones', ({ country, has, lacks }) => {
    const listed = Object.keys(tableOf({ c: of(country) }).holidays);
    expect(listed).toEqual(expect.arrayContaining(has));
    expect(listed.filter((date) => lacks.includes(date))).toEqual([]);
  });

  it('leave out the afternoons of Iceland, and take the whole days of a Turkish feast', () => {
    const iceland = Object.keys(tableOf({ c: of('IS') }).holidays);
    expect(iceland).toContain('2026-12-25');
    expect(iceland).not.toContain('2026-12-24');
    const turkey = Object.keys(tableOf({ c: of('TR') }).holidays).filter((date) => date.startsWith('2026-03'));
    expect(turkey).toEqual(['2026-03-20', '2026-03-21', '2026-03-22']);
  });

  it('have the same dates on the day on which the clock changes', () => {
    const italy = Object.keys(tableOf({ c: of('IT') }).holidays);
    // Easter Sunday 2024 had 23 hours.
    expect(italy).toContain('2024-03-31');
    const greece = Object.keys(tableOf({ c: of('GR') }).holidays).filter((date) => /^2029-10-2[789]$/.test(date));
    // National Day 2029 has 25.
    expect(greece).toEqual(['2029-10-28']);
  });

  it('are known for 2024 to 2036, if a rule gives each of them', () => {
    const { years, holidays, incomplete } = tableOf({ c: of('DE-BY') });
    expect(years).toEqual(Array.from({ length: 13 }, (_, n) => 2024 + n));
    expect(incomplete).toBeUndefined();
    expect(new Set(Object.keys(holidays).map((date) => date.slice(0, 4))).size).toBe(13);
  });

  it('are incomplete for a year without a holiday that has stood in the years before', () => {
    const { years, holidays, incomplete = {} } = tableOf({ c: of('SG') });
    expect(years).toEqual([2024, 2025, 2026, 2027]);
    expect(incomplete[2028]).toEqual(['Vesak Day']);
    expect(incomplete[2031]).toEqual(['Deepavali', 'Vesak Day']);
    expect(holidays).toHaveProperty('2028-12-25', 'Christmas Day');
  });

  it('take little room in the function that carries them', () => {
    for (const country of ['CN', 'DE-BY', 'US-CA', 'JP']) {
      expect(JSON.stringify(tableOf({ c: of(country) })).length).toBeLessThan(12_000);
    }
  });
});

describe('what a calendar lists itself', () => {
  const company = { ...nothing, bases: ['base'] };

  it('comes before what it begins with, and the rest stays', () => {
    const sources = {
      base: of('CN'),
      c: { ...company, holidays: ['2026-10-10', '2026-12-31', '2026-10-01'], workdays: ['2026-01-02', '2027-01-02'] },
    };
    const { holidays, workdays, years } = tableOf(sources);
    expect(workdays).not.toHaveProperty('2026-10-10');
    expect(holidays).not.toHaveProperty('2026-01-02');
    expect(holidays).toMatchObject({
      '2026-10-10': 'calendar c',
      '2026-12-31': 'calendar c',
      '2026-10-01': 'National Day (国庆节)',
      '2026-01-01': "New Year's Day (元旦)",
    });
    expect(workdays).toMatchObject({
      '2026-01-02': 'calendar c',
      '2027-01-02': 'calendar c',
      '2026-02-14': 'Spring Festival (春节)',
    });
    expect(years).toEqual([2024, 2025, 2026]);
    expect(tableOf(sources, 'base').workdays).toHaveProperty('2026-10-10');
  });

  it('is all there is to know when it begins with nothing', () => {
    const listed = { ...nothing, holidays: ['2026-12-31'], workdays: ['2026-12-26'] };
    const days = { holidays: { '2026-12-31': 'calendar c' }, workdays: { '2026-12-26': 'calendar c' } };
    expect(tableOf({ c: listed })).toEqual({ weekend: [1, 7], years: null, ...days });
  });

  it.each([
    { weekend: null, base: [6, 7], becomes: [6, 7] },
    { weekend: [1], base: [6, 7], becomes: [1] },
    { weekend: null, base: null, becomes: [1, 7] },
  ])('may be a weekend: $weekend on $base', ({ weekend, base, becomes }) => {
    const sources = { c: { ...company, weekend }, middle: { ...nothing, bases: ['base'] }, base: { ...nothing, weekend: base } };
    expect(tableOf({ ...sources, c: { ...sources.c, bases: ['middle'] } }).weekend).toEqual(becomes);
  });

  it.each([{ base: 'gone' }, { base: 'c' }, { base: 'toString' }])('cannot stand on $base', ({ base }) => {
    expect(() => compileCalendars({ c: { ...nothing, bases: [base] } })).toThrow('has no beginning');
  });
});
