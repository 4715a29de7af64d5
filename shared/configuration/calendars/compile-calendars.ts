import type { DayTable } from '../../schedule/day-table.ts';
import type { CalendarSource } from './calendar-source.ts';
import { chinaDays } from './china-days.ts';
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
 * Compiles calendars to tables: the days that a calendar lists itself win over those of its base.
 * A day that is the same in both keeps its name from the base: a company's holiday on National Day
 * is still called National Day.
 * @throws Error when a base is not among the calendars or leads back to itself; the rules report
 * both earlier
 */
export function compileCalendars(sources: Readonly<Record<string, CalendarSource>>): Record<string, DayTable> {
  const tables = new Map<string, DayTable>();
  const tableOf = (name: string, above: readonly string[]): DayTable => {
    const known = tables.get(name);
    if (known !== undefined) return known;
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined || above.includes(name)) throw new Error(`calendar ${name} has no beginning`);
    const table = onTop(name, source, source.base === null ? beginning(source) : tableOf(source.base, [...above, name]));
    tables.set(name, table);
    return table;
  };
  return Object.fromEntries(Object.keys(sources).map((name) => [name, tableOf(name, [])]));
}

function beginning({ territory }: CalendarSource): DayTable {
  if (territory === null) return { weekend: usualWeekend, years: null, holidays: {}, workdays: {} };
  const { years, holidays, workdays } = territory.country === 'CN' ? chinaDays() : publicHolidays(territory);
  return { weekend: usualWeekend, years, holidays, workdays };
}

function onTop(name: string, source: CalendarSource, base: DayTable): DayTable {
  const holidays = without(base.holidays, source.workdays);
  const workdays = without(base.workdays, source.holidays);
  for (const date of source.holidays) holidays[date] ??= `calendar ${name}`;
  for (const date of source.workdays) workdays[date] ??= `calendar ${name}`;
  const years = base.years === null ? null : [...new Set([...base.years, ...source.years])].sort((a, b) => a - b);
  return { weekend: source.weekend ?? base.weekend, years, holidays, workdays };
}

function without(days: Readonly<Record<string, string>>, taken: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(days).filter(([date]) => !taken.includes(date)));
}
