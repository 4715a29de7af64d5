import { dayMs, dayText, weekdayOf } from './civil-day.ts';

/** Every so many weeks, counted from the week of a date and never before that date. */
export interface EveryWeeks {
  readonly every: number;
  /** A date. A week begins on Monday. */
  readonly from: string;
}

/**
 * A compiled calendar. A date of `holidays` and `workdays` wins over a day of `yearly`, this over
 * `workSaturdays`, and these over `anyOf` and the weekend.
 */
export interface DayTable {
  /** Weekdays on which nobody works, as cron counts them: 1 is Sunday. */
  readonly weekend: readonly number[];
  /** The years with holiday data, ascending; null when the lists are complete for every year. */
  readonly years: readonly number[] | null;
  /** Date → the holiday's name. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Date → why it is worked. */
  readonly workdays: Readonly<Record<string, string>>;
  /** The same for a day of each year, `12-24`. */
  readonly yearly?: Readonly<Record<'holidays' | 'workdays', Readonly<Record<string, string>>>> | undefined;
  /** The Saturdays on which people work. A holiday on one of them stays a holiday. */
  readonly workSaturdays?: EveryWeeks | undefined;
  /** Other calendars: a day on which people work in any of them is worked. Never empty. */
  readonly anyOf?: readonly DayTable[] | undefined;
  /** Year → the holidays that its data lacks, by name. Such a year is not in `years`. */
  readonly incomplete?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Date → what is not certain about it, as a clause for people. No function needs it. */
  readonly unsure?: Readonly<Record<string, string>> | undefined;
  /** What the data of the territory never has, each a clause for people. No function needs it. */
  readonly lacks?: readonly string[] | undefined;
}

/**
 * What a calendar says of one day. `unknown`: the calendar has no data for the year, so only the
 * weekday is known.
 */
export interface DayKind {
  readonly kind: 'workday' | 'makeUp' | 'holiday' | 'weekend' | 'unknown';
  /** For people: `workday`, `holiday: National Day`, `make-up workday: National Day`. */
  readonly because: string;
  /**
   * True when people work on that day. An unknown day counts as worked when it is outside the
   * weekend.
   */
  readonly worked: boolean;
}

/**
 * What a calendar says of a day. A listed date is known in any year. A holiday on a weekend counts
 * as weekend.
 */
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

/** True when a calendar has holiday data for the year of a day. */
export function knowsYear({ years }: DayTable, day: number): boolean {
  return years === null || years.includes(new Date(day).getUTCFullYear());
}

/** When a calendar's holiday data ends, seen from a day. */
export interface CalendarEnd {
  /** The first year without holiday data, counted from the day's own year. */
  readonly year: number;
  /** Whole days until that year begins; 0 on its first day, negative afterwards. */
  readonly days: number;
}

/** When a calendar's holiday data ends; null for a calendar that needs no data. */
export function calendarEnd({ years }: DayTable, day: number): CalendarEnd | null {
  if (years === null) return null;
  let year = new Date(day).getUTCFullYear();
  while (years.includes(year)) year += 1;
  return { year, days: (Date.UTC(year, 0) - day) / dayMs };
}
