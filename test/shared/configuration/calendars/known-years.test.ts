import { describe, expect, it } from 'vitest';
import { knownYears } from '../../../../shared/configuration/calendars/known-years.ts';
import type { DayOrigin, ListedDay } from '../../../../shared/configuration/calendars/library-days.ts';

/** The days of a list, as `year: names`. */
function days(list: Readonly<Record<number, string>>, origin: DayOrigin = 'dated'): ListedDay[] {
  return Object.entries(list).flatMap(([year, names]) =>
    names.split(' ').map((name, n) => ({ date: `${year}-0${n + 1}-01`, name: name.replace('+', ' (substitute day)'), origin })),
  );
}

const years = [2024, 2025, 2026, 2027, 2028, 2029];

describe('a year', () => {
  it.each([
    { about: 'has all names', list: { 2024: 'A B', 2025: 'A B', 2026: 'A B', 2027: 'A B' }, known: [2024, 2025, 2026, 2027] },
    {
      about: 'lacks one that stood three times',
      list: { 2024: 'A B', 2025: 'A B', 2026: 'A B', 2027: 'A' },
      known: [2024, 2025, 2026],
    },
    {
      about: 'lacks one that stood twice',
      list: { 2024: 'A', 2025: 'A B', 2026: 'A B', 2027: 'A' },
      known: [2024, 2025, 2026, 2027],
    },
    {
      about: 'has it on a substitute day',
      list: { 2024: 'A', 2025: 'A', 2026: 'A', 2027: 'A+' },
      known: [2024, 2025, 2026, 2027],
    },
    {
      about: 'has no substitute day',
      list: { 2024: 'A A+', 2025: 'A A+', 2026: 'A A+', 2027: 'A' },
      known: [2024, 2025, 2026, 2027],
    },
    { about: 'has no data', list: { 2024: 'A', 2025: 'A', 2026: 'A', 2028: 'A' }, known: [2024, 2025, 2026, 2028] },
    { about: 'has a further one', list: { 2024: 'A', 2025: 'A', 2026: 'A', 2027: 'A B' }, known: [2024, 2025, 2026, 2027] },
  ])('that $about', ({ list, known }) => {
    expect(knownYears('XX', days(list), years).years).toEqual(known);
  });

  it('is named with what it lacks, sorted, and is no measure for the next', () => {
    const list = { 2024: 'C B A', 2025: 'C B A', 2026: 'C B A', 2027: 'C', 2028: 'C', 2029: 'A B C' };
    expect(knownYears('XX', days(list), years)).toEqual({
      years: [2024, 2025, 2026, 2029],
      incomplete: { 2027: ['A', 'B'], 2028: ['A', 'B'] },
    });
  });

  it.each(['computed', 'moon'] as const)('may lack what a rule gives (%s)', (origin) => {
    const list = { 2024: 'A B', 2025: 'A B', 2026: 'A B', 2027: 'A' };
    expect(knownYears('XX', days(list, origin), years).incomplete).toEqual({});
    // A rule says it for every year, also when a list has a further date of it.
    expect(knownYears('XX', [...days(list), ...days({ 2026: 'B' }, origin)], years).incomplete).toEqual({});
  });

  it('may lack what has ended for a reason, in the country and its parts', () => {
    const list = days({ 2024: 'A Bridge', 2025: 'A Bridge', 2026: 'A Bridge', 2027: 'A' });
    const named = list.map((day) => (day.name === 'Bridge' ? { ...day, name: 'Bridge Day' } : day));
    expect(knownYears('AR', named, years).incomplete).toEqual({});
    expect(knownYears('AR-B', named, years).incomplete).toEqual({});
    expect(knownYears('AW', named, years).incomplete).toEqual({ 2027: ['Bridge Day'] });
  });

  it('may lack the Mid-autumn Festival only where it is within National Day', () => {
    const festival = 'Mid-autumn Festival (中秋)';
    const list = [2024, 2025, 2026, 2027, 2028].flatMap((year): ListedDay[] => [
      { date: `${year}-10-01`, name: 'National Day', origin: 'dated' },
      ...(year < 2028 ? [{ date: `${year}-09-20`, name: festival, origin: 'dated' as const }] : []),
    ]);
    expect(knownYears('CN', list, [2025, 2026, 2027, 2028]).years).toEqual([2025, 2026, 2027, 2028]);
    const without = list.filter(({ date, name }) => !(date.startsWith('2027') && name === festival));
    expect(knownYears('CN', without, [2024, 2025, 2026, 2027]).incomplete).toEqual({ 2027: [festival] });
  });

  it('is never known where the list repeats the dates of another year', () => {
    const list = days({ 2025: 'A', 2026: 'A', 2027: 'A' });
    expect(knownYears('LK', list, [2025, 2026, 2027]).years).toEqual([2026]);
    expect(knownYears('BD', list, [2025, 2026, 2027]).incomplete[2026]).toContain('Durga Puja');
  });

  it('is measured against years before those that calendars cover, and those are not given back', () => {
    const list = { 2021: 'A B', 2022: 'A B', 2023: 'A B', 2024: 'A', 2025: 'A B' };
    expect(knownYears('XX', days(list), [2021, 2022, 2023, 2024, 2025])).toEqual({ years: [2025], incomplete: { 2024: ['B'] } });
    const earlier = { 2020: 'A B', 2021: 'A B', 2022: 'A B', 2023: 'A' };
    expect(knownYears('XX', days(earlier), [2020, 2021, 2022, 2023])).toEqual({ years: [], incomplete: {} });
  });
});
