import type { DayTable } from '../../schedule/day-table.ts';
import type { FileDays } from '../calendar-files/file-days.ts';
import { anyOf } from './any-of.ts';
import type { CalendarSource } from './calendar-source.ts';
import { chinaDays } from './china-days.ts';
import { withFile, withOwn } from './own-days.ts';
import { publicHolidays } from './public-holidays.ts';

/** Saturday and Sunday, as cron counts them. */
export const usualWeekend: readonly number[] = [1, 7];

/**
 * The weekdays on which a country rests, as cron counts them, from 1, which is Sunday; ascending.
 * Source: the Unicode CLDR's week data, as Node has it; a country without such data rests on
 * Saturday and Sunday.
 */
export function countryWeekend(country: string): readonly number[] {
  // ISO counts from Monday, which is 1.
  return new Intl.Locale(`und-${country}`)
    .getWeekInfo()
    .weekend.map((day) => (day % 7) + 1)
    .sort((a, b) => a - b);
}

/**
 * Compiles calendars to tables: the days of a calendar's file win over those of its bases, and the
 * days that it lists itself win over both. `files` has the days of the files by the name of their
 * calendar. A day that is the same in base and list keeps its name from the base: a company's
 * holiday on National Day is still called National Day.
 * @throws Error when a base is not among the calendars or leads back to itself, or when the days of
 * a file are missing; the rules report all of these earlier
 */
export function compileCalendars(
  sources: Readonly<Record<string, CalendarSource>>,
  files: ReadonlyMap<string, FileDays> = new Map(),
): Record<string, DayTable> {
  const tables = new Map<string, DayTable>();
  const tableOf = (name: string, above: readonly string[]): DayTable => {
    const known = tables.get(name);
    if (known !== undefined) return known;
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined || above.includes(name)) throw new Error(`calendar ${name} has no beginning`);
    const bases = source.bases.map((base) => tableOf(base, [...above, name]));
    const [first] = bases;
    const begun = first === undefined ? beginning(source) : bases.length === 1 ? first : anyOf(bases);
    const days = source.file === null ? begun : withFile(name, begun, daysOf(name, files));
    const table = withOwn(name, source, days);
    tables.set(name, table);
    return table;
  };
  return Object.fromEntries(Object.keys(sources).map((name) => [name, tableOf(name, [])]));
}

function beginning({ territory }: CalendarSource): DayTable {
  if (territory === null) return { weekend: usualWeekend, years: null, holidays: {}, workdays: {} };
  return { weekend: usualWeekend, ...(territory.country === 'CN' ? chinaDays() : publicHolidays(territory)) };
}

function daysOf(name: string, files: ReadonlyMap<string, FileDays>): FileDays {
  const days = files.get(name);
  if (days === undefined) throw new Error(`calendar ${name} has a file, and its days are missing`);
  return days;
}
