import { isYearly } from '../../schedule/date-span.ts';
import type { DayTable } from '../../schedule/day-table.ts';
import type { FileDays } from '../calendar-files/file-days.ts';
import { ifAny, withWeekend, withYears } from './any-of.ts';
import type { CalendarSource } from './calendar-source.ts';

/**
 * A calendar with the days of its file on top; they win. A day without a name has the calendar's.
 */
export function withFile(name: string, base: DayTable, { holidays, workdays }: FileDays): DayTable {
  const says = spokenFor(Object.keys(holidays), Object.keys(workdays));
  const named = (days: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(days).map(([date, text]) => [date, text === '' ? `calendar ${name}` : text]));
  return {
    ...settled(base, says),
    holidays: { ...without(base.holidays, (date) => says(date) === 'workday'), ...named(holidays) },
    workdays: { ...without(base.workdays, (date) => says(date) === 'holiday'), ...named(workdays) },
  };
}

/**
 * A calendar with what it lists itself on top of its beginning, which may be the days of its file.
 */
export function withOwn(name: string, source: CalendarSource, base: DayTable): DayTable {
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
