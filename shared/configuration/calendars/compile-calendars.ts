import { isYearly } from '../../schedule/date-span.ts';
import type { DayTable } from '../../schedule/day-table.ts';
import type { FileDays } from '../calendar-files/file-days.ts';
import { anyOf, ifAny, withWeekend, withYears } from './any-of.ts';
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

function withFile(name: string, base: DayTable, { holidays, workdays }: FileDays): DayTable {
  const says = spokenFor(Object.keys(holidays), Object.keys(workdays));
  const named = (days: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(days).map(([date, text]) => [date, text === '' ? `calendar ${name}` : text]));
  return {
    ...settled(base, says),
    holidays: { ...without(base.holidays, (date) => says(date) === 'workday'), ...named(holidays) },
    workdays: { ...without(base.workdays, (date) => says(date) === 'holiday'), ...named(workdays) },
  };
}

function withOwn(name: string, source: CalendarSource, base: DayTable): DayTable {
  const says = spokenFor(source.holidays, source.workdays);
  const off = { ...without(base.holidays, (date) => says(date) === 'workday') };
  const worked = { ...without(base.workdays, (date) => says(date) === 'holiday') };
  const yearlyOff = without(base.yearly?.holidays ?? {}, (date) => source.workdays.includes(date));
  const yearlyWorked = without(base.yearly?.workdays ?? {}, (date) => source.holidays.includes(date));
  for (const date of source.holidays) (isYearly(date) ? yearlyOff : off)[date] ??= `calendar ${name}`;
  for (const date of source.workdays) (isYearly(date) ? yearlyWorked : worked)[date] ??= `calendar ${name}`;
  const hasYearly = Object.keys(yearlyOff).length + Object.keys(yearlyWorked).length > 0;
  const dated = {
    ...{ ...settled(base, says), holidays: off, workdays: worked },
    ...(hasYearly ? { yearly: { holidays: yearlyOff, workdays: yearlyWorked } } : {}),
    ...(source.workSaturdays === null ? {} : { workSaturdays: source.workSaturdays }),
  };
  // What a file says of its years says nothing of the others.
  const known = withYears(dated, source.years, source.file !== null);
  return source.weekend === null ? known : withWeekend(known, source.weekend);
}

type Says = (date: string) => 'holiday' | 'workday' | null;

// What two lists say of a date. A date of theirs wins over a day of each year.
function spokenFor(holidays: readonly string[], workdays: readonly string[]): Says {
  const [off, worked] = [new Set(holidays), new Set(workdays)];
  const listed = (text: string) => (worked.has(text) ? 'workday' : off.has(text) ? 'holiday' : null);
  return (date) => listed(date) ?? listed(date.slice('YYYY-'.length));
}

// What people have decided themselves is sure.
function settled(base: DayTable, says: Says): DayTable {
  const { unsure = {}, ...rest } = base;
  return {
    ...rest,
    ...ifAny(
      'unsure',
      without(unsure, (date) => says(date) !== null),
    ),
  };
}

function without(days: Readonly<Record<string, string>>, isGone: (date: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(days).filter(([date]) => !isGone(date)));
}
