import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { dayMs, dayText, parseDay } from '../../schedule/civil-day.ts';
import type { Territory } from './calendar-source.ts';

/**
 * How the library or a correction knows a day: `dated` days stand in a list, date by date, so the
 * list may end too early; `computed` days follow from a rule for every year; `moon` days are
 * computed by the Islamic calendar, and people who look at the moon may move them.
 */
export type DayOrigin = 'dated' | 'computed' | 'moon';

/** A day off as it is listed. Two holidays on one date are two of them. */
export interface ListedDay {
  readonly date: string;
  readonly name: string;
  readonly origin: DayOrigin;
}

/** The name of the holiday for which a day is off; a substitute day has a name of its own. */
export function holidayName({ name }: ListedDay): string {
  return name.replace(/ \(substitute day\)$/, '');
}

/**
 * The class of the date-holidays package. Loading it takes a tenth of a second, so only what needs
 * it loads it.
 */
export function loadHolidays(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays');
}

/**
 * The public holidays of a territory as date-holidays alone has them, with substitute days, in its
 * order; names are English where it has them.
 * @throws Error when the library gives something that is no date
 */
export function libraryDays({ country, state, region }: Territory, years: readonly number[]): ListedDay[] {
  const HolidaysOf = loadHolidays();
  const options = { types: ['public' as const], languages: ['en'] };
  const source =
    state === null
      ? new HolidaysOf(country, options)
      : region === null
        ? new HolidaysOf(country, state, options)
        : new HolidaysOf(country, state, region, options);
  return years.flatMap((year) => source.getHolidays(year)).flatMap(listed);
}

// Whole days only: on a holiday that begins at noon, people work in the morning.
function listed({ date, start, end, name, rule }: HolidaysTypes.Holiday): ListedDay[] {
  const first = parseDay(date.slice(0, 10));
  if (first === null) throw new Error(`date-holidays gave the date ${date}`);
  const count = Math.floor((end.getTime() - start.getTime() + clockChangeMs) / dayMs);
  const origin = originOf(rule);
  return Array.from({ length: count }, (_, n) => ({ date: dayText(first + n * dayMs), name, origin }));
}

/** A day on which the clocks go forward is shorter by at most this much. */
const clockChangeMs = 2 * 3_600_000;

// The library writes a rule as a date of one year, `2026-05-31`, or as words, `10 Dhu al-Hijjah`.
function originOf(rule: string): DayOrigin {
  if (/^(?:substitutes )?\d{4}-/.test(rule)) return 'dated';
  return islamicMonths.test(rule) ? 'moon' : 'computed';
}

/** The months of the Islamic calendar, as the library's rules spell them. */
const islamicMonths = /Muharram|Safar|Rabi al-|Jumada al-|Rajab|Shaban|Ramadan|Shawwal|Dhu al-/;
