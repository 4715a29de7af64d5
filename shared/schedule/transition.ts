import type { TransitionAction } from '../domain/vocabulary.ts';

/**
 * On which days a time of day counts. `workdays` are those of the schedule's calendar.
 * `after-workdays` are the days that follow a workday, for the end of an overnight window. A list
 * holds weekdays as cron counts them, from 1, which is Sunday.
 */
export type Days = 'daily' | 'workdays' | 'after-workdays' | readonly number[];

/**
 * When a transition happens, in the schedule's zone. Times are `08:30`, dates `2026-12-24`; `cron`
 * has EventBridge's six fields.
 */
export type Rule =
  | { readonly kind: 'at'; readonly time: string; readonly days: Days }
  | { readonly kind: 'cron'; readonly cron: string }
  | { readonly kind: 'once'; readonly date: string; readonly time: string };

/** One entry under `start` or `stop` of a schedule: what to do, and when. */
export interface Transition {
  readonly action: TransitionAction;
  readonly rule: Rule;
}

/**
 * Dates, the first and the last included, on which transitions run although their rule or the
 * calendar says no, or are skipped although these say yes.
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
}

/** True when the calendar decides the days of a transition. */
export function asksCalendar({ rule }: Transition): boolean {
  return rule.kind === 'at' && (rule.days === 'workdays' || rule.days === 'after-workdays');
}

/**
 * True when the day before decides: the transition ends an overnight window that began on that
 * day.
 */
export function followsWorkday({ rule }: Transition): boolean {
  return rule.kind === 'at' && rule.days === 'after-workdays';
}

/** Tells people that a calendar cannot decide the days of a year, as a clause. */
export function noHolidayData(calendar: string | null, year: number): string {
  return `calendar ${calendar} has no holiday data for ${year}`;
}

/** What happens in a year without holiday data, as a clause for people. */
export const unknownYearConsequence = {
  weekdays: 'every day outside the weekend counts as a workday',
  skip: 'workdays of that year are skipped',
  fail: 'jobs of that year end in the dead letters of the jobs queue',
} as const satisfies Record<UnknownYear, string>;

/** One line for people: a schedule's calendar cannot decide a year, and what happens then. */
export function unknownYearWarning({ calendar, unknownYear }: TimedSchedule, year: number): string {
  return `${noHolidayData(calendar, year)}: ${unknownYearConsequence[unknownYear]} (unknownYear: ${unknownYear})`;
}
