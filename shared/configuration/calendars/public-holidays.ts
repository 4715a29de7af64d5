import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { dayMs, dayText, parseDay } from '../../schedule/civil-day.ts';
import type { DayTable } from '../../schedule/day-table.ts';
import { holidayYears, type Territory } from './calendar-source.ts';

/**
 * The class of the date-holidays package. Loading it takes a tenth of a second, so only what needs
 * it loads it.
 */
export function loadHolidays(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays');
}

/**
 * The public holidays of a territory from date-holidays, with substitute days; names are English
 * where it has them.
 */
export function publicHolidays({ country, state, region }: Territory): Omit<DayTable, 'weekend'> {
  const HolidaysOf = loadHolidays();
  const options = { types: ['public' as const], languages: ['en'] };
  const source =
    state === null
      ? new HolidaysOf(country, options)
      : region === null
        ? new HolidaysOf(country, state, options)
        : new HolidaysOf(country, state, region, options);
  const found = holidayYears.map((year) => ({ year, holidays: source.getHolidays(year) }));
  const years = found.filter(({ holidays }) => holidays.length > 0).map(({ year }) => year);
  const named: Record<string, string> = {};
  // If two holidays are on one day, the first one gives the name, in the library's order.
  for (const holiday of found.flatMap(({ holidays }) => holidays)) {
    for (const date of daysOf(holiday)) named[date] ??= holiday.name;
  }
  return { years, holidays: named, workdays: {} };
}

// Whole days only: on a holiday that begins at noon, people work in the morning.
function daysOf({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): string[] {
  const first = parseDay(date.slice(0, 10));
  if (first === null) throw new Error(`date-holidays gave the date ${date}`);
  const count = Math.floor((end.getTime() - start.getTime() + clockChangeMs) / dayMs);
  return Array.from({ length: count }, (_, n) => dayText(first + n * dayMs));
}

/** A day on which the clocks go forward is shorter by at most this much. */
const clockChangeMs = 2 * 3_600_000;
