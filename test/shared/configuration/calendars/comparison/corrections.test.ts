import { describe, expect, it } from 'vitest';
import { corrections } from '../../../../../shared/configuration/calendars/corrections/all-corrections.ts';
import { type Correction, datesOf, removedDates } from '../../../../../shared/configuration/calendars/corrections/correction.ts';
import { doubts } from '../../../../../shared/configuration/calendars/doubts/all-doubts.ts';
import type { Doubt } from '../../../../../shared/configuration/calendars/doubts/unsure-days.ts';
import { publicHolidays } from '../../../../../shared/configuration/calendars/public-holidays.ts';
import { readTerritory } from '../../../../../shared/configuration/calendars/read-territory.ts';
import { parseDay } from '../../../../../shared/schedule/civil-day.ts';
import { redundantCorrections } from './redundant-corrections.ts';

type Holidays = ReturnType<typeof publicHolidays>;

const tables = new Map<string, Holidays>();

function holidaysOf(code: string): Holidays {
  const territory = readTerritory(code);
  if (!('value' in territory)) throw new Error(`${code} is no territory`);
  const table = tables.get(code) ?? publicHolidays(territory.value);
  tables.set(code, table);
  return table;
}

describe('each correction', () => {
  it('changes what the library alone says', () => {
    expect(redundantCorrections()).toEqual([]);
  });

  it.each(corrections)('of $territory after $source comes out', (row) => {
    const { holidays, workdays } = holidaysOf(row.territory);
    const added = datesOf(row, row.add).map(({ date }) => date);
    expect(added.filter((date) => holidays[date] === undefined)).toEqual([]);
    const rows = corrections.filter(({ territory }) => territory === row.territory);
    const addedByAny = new Set(rows.flatMap((each) => datesOf(each, each.add).map(({ date }) => date)));
    expect(removedDates(row).filter((date) => holidays[date] !== undefined && !addedByAny.has(date))).toEqual([]);
    expect(Object.values(holidays).filter((name) => row.removeNamed?.includes(name) ?? false)).toEqual([]);
    for (const { date, text } of datesOf(row, row.workdays)) expect(workdays).toHaveProperty(date, text);
  });

  it('is reported once the library has it', () => {
    const row: Correction = { territory: 'DE', source: 's', entered: '2026-11-27' };
    const said = (days: Partial<Correction>) => redundantCorrections([{ ...row, ...days }]);
    expect(said({ add: { Unity: '2026-10-03 2026-10-05' } })).toEqual(['DE 2026-10-03: Unity is there']);
    expect(said({ add: { Unity: '10-03' } })).toHaveLength(13);
    expect(said({ add: { 'Day after': '10-04' } })).toEqual([]);
    expect(said({ remove: '2026-10-03 2026-10-04' })).toEqual(['DE 2026-10-04: nothing is there']);
    expect(said({ removeNamed: ['Unity Day'] })).toEqual(['DE: no day is called Unity Day']);
    expect(said({ workdays: { Unity: '2026-10-10' } })).toEqual([]);
  });
});

it.each<Correction | Doubt>([...corrections, ...doubts])(
  'a row of $territory has a source, a day, and dates that exist',
  (row) => {
    expect(row.source).not.toBe('');
    expect(parseDay(row.entered)).not.toBeNull();
    const named = 'dates' in row ? [row.dates] : 'every' in row ? [] : [(row as Correction).add, (row as Correction).workdays];
    const removed = 'remove' in row ? removedDates(row) : [];
    const all = [...named.flatMap((days) => datesOf({}, days).map(({ date }) => date)), ...removed];
    expect(all.filter((date) => parseDay(date) === null)).toEqual([]);
  },
);
