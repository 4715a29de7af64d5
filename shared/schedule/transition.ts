import type { TransitionAction } from '../domain/vocabulary.ts';
import type { DayTable } from './day-table.ts';

/** The words for days that the schedule's calendar decides. */
export const calendarDays = ['workdays', 'after-workdays', 'before-days-off', 'first-workday', 'last-workday'] as const;

/**
 * Days that the schedule's calendar decides. `after-workdays` are the days that follow a workday,
 * for the end of an overnight window; `before-days-off` are the workdays whose next day is none;
 * `first-workday` and `last-workday` are those of the month.
 */
export type CalendarDays = (typeof calendarDays)[number];

/**
 * A weekday of each month: the second Tuesday, or the last one (`nth` -1), and then `plus` days
 * more. `weekday` counts from 1, which is Sunday.
 */
export interface NthWeekday {
  readonly nth: number;
  readonly weekday: number;
  readonly plus: number;
}

/**
 * On which days a time of day counts. A list holds weekdays as cron counts them, from 1, which is
 * Sunday.
 */
export type Days = 'daily' | CalendarDays | NthWeekday | readonly number[];

/**
 * Dates, the first and the last included; a side that is left out is open. Both are dates
 * (`2026-12-24`), or both are days of each year (`12-24`): then the first may be later in the year
 * than the last, and the span goes over New Year.
 */
export interface DateSpan {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * When a transition happens, in the schedule's zone. Times are `08:30`, dates `2026-12-24`; `cron`
 * has EventBridge's six fields. `only` are the weekdays among the days, `every` is a number of
 * weeks, counted from the week of `from`.
 */
export type Rule =
  | ({
      readonly kind: 'at';
      readonly time: string;
      readonly days: Days;
      readonly only?: readonly number[] | undefined;
      readonly every?: number | undefined;
    } & DateSpan)
  | ({ readonly kind: 'cron'; readonly cron: string } & DateSpan)
  | { readonly kind: 'once'; readonly date: string; readonly time: string };

/** One entry under `start` or `stop` of a schedule: what to do, and when. */
export interface Transition {
  readonly action: TransitionAction;
  readonly rule: Rule;
}

/**
 * Dates, or days of each year (see DateSpan), on which transitions run as on a workday although the
 * calendar says no, or are skipped although it says yes.
 */
export interface Exception {
  readonly from: string;
  readonly to: string;
  readonly effect: 'run' | 'skip';
  readonly actions: readonly TransitionAction[];
  /** Why, in the operator's words; empty when none were given. */
  readonly because: string;
}

/**
 * What happens on a day that the calendar has to decide, in a year for which the calendar has no
 * data.
 */
export const unknownYears = ['weekdays', 'skip', 'fail'] as const;

/** What one schedule does in a year without holiday data. */
export type UnknownYear = (typeof unknownYears)[number];

/** The part of a schedule that says when. */
export interface TimedSchedule {
  readonly timezone: string;
  readonly transitions: readonly Transition[];
  /** The name of its calendar, null when no transition asks for workdays. */
  readonly calendar: string | null;
  readonly unknownYear: UnknownYear;
  readonly exceptions: readonly Exception[];
  /**
   * The first and the last day of the schedule; without them it has no beginning and no end. A
   * window that began on the last day still gets its stop.
   */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** True when the calendar decides the days of a transition. */
export function asksCalendar({ rule }: Transition): boolean {
  return rule.kind === 'at' && isCalendarDays(rule.days);
}

/** True for days that the calendar decides. */
export function isCalendarDays(days: Days): days is CalendarDays {
  return typeof days === 'string' && days !== 'daily';
}

/**
 * True when the day before decides: the transition ends an overnight window that began on that
 * day.
 */
export function followsWorkday({ rule }: Transition): boolean {
  return rule.kind === 'at' && rule.days === 'after-workdays';
}

/**
 * Tells people that a calendar cannot decide the days of a year, as a clause: it has no data, or it
 * lacks holidays, which are named.
 */
export function noHolidayData(calendar: string | null, { incomplete }: Pick<DayTable, 'incomplete'>, year: number): string {
  const missing = incomplete?.[year];
  if (missing === undefined) return `calendar ${calendar} has no holiday data for ${year}`;
  return `calendar ${calendar} is incomplete for ${year} (without ${missing.join(', ')})`;
}

/** What happens in a year without holiday data, as a clause for people. */
export const unknownYearConsequence = {
  weekdays: 'every day outside the weekend counts as a workday',
  skip: 'workdays of that year are skipped',
  fail: 'jobs of that year end in the dead letters of the jobs queue',
} as const satisfies Record<UnknownYear, string>;

/** One line for people: a schedule's calendar cannot decide a year, and what happens then. */
export function unknownYearWarning({ calendar, unknownYear }: TimedSchedule, table: DayTable, year: number): string {
  return `${noHolidayData(calendar, table, year)}: ${unknownYearConsequence[unknownYear]} (unknownYear: ${unknownYear})`;
}
