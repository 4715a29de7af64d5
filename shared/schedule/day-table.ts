import { dayMs, dayText, weekdayOf } from './civil-day.ts';

/** A calendar, compiled: which dates are off and which are worked although they are at a weekend. */
export interface DayTable {
  /** Weekdays on which nobody works, as cron counts them: 1 is Sunday. */
  readonly weekend: readonly number[];
  /** The years whose holidays are known, ascending; null when all that there is to know is in the lists. */
  readonly years: readonly number[] | null;
  /** Date → the holiday's name. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Date → why it is worked. */
  readonly workdays: Readonly<Record<string, string>>;
}

/** What a calendar says of one day. `unknown`: nothing but its weekday is known. */
export interface DayKind {
  readonly kind: 'workday' | 'makeUp' | 'holiday' | 'weekend' | 'unknown';
  /** For people: `workday`, `holiday: National Day`, `make-up workday: National Day`. */
  readonly because: string;
  /** True when people work on that day; for an unknown one, when it is not at a weekend. */
  readonly worked: boolean;
}

/** What a calendar says of a day. Dates that it lists are known in any year; a holiday at a weekend is a weekend. */
export function kindOfDay(table: DayTable, day: number): DayKind {
  const date = dayText(day);
  const makeUp = table.workdays[date];
  const atWeekend = table.weekend.includes(weekdayOf(day));
  if (makeUp !== undefined && atWeekend) return { kind: 'makeUp', because: `make-up workday: ${makeUp}`, worked: true };
  if (makeUp !== undefined) return { kind: 'workday', because: 'workday', worked: true };
  const holiday = table.holidays[date];
  if (holiday !== undefined && !atWeekend) return { kind: 'holiday', because: `holiday: ${holiday}`, worked: false };
  if (holiday === undefined && !knowsYear(table, day)) return { kind: 'unknown', because: 'unknown', worked: !atWeekend };
  return atWeekend
    ? { kind: 'weekend', because: 'weekend', worked: false }
    : { kind: 'workday', because: 'workday', worked: true };
}

/** Whether a calendar knows the holidays of the year of a day. */
export function knowsYear({ years }: DayTable, day: number): boolean {
  return years === null || years.includes(new Date(day).getUTCFullYear());
}

/** Where a calendar's knowledge ends, seen from a day. */
export interface CalendarEnd {
  /** The first year, from the day's own on, of which the calendar knows nothing. */
  readonly year: number;
  /** Whole days until it begins; 0 on its first day, negative afterwards. */
  readonly days: number;
}

/** The end of what a calendar knows; null for one that needs no data. */
export function calendarEnd({ years }: DayTable, day: number): CalendarEnd | null {
  if (years === null) return null;
  let year = new Date(day).getUTCFullYear();
  while (years.includes(year)) year += 1;
  return { year, days: (Date.UTC(year, 0) - day) / dayMs };
}
