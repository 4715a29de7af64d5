import type { TransitionAction } from '../domain/vocabulary.ts';

/**
 * On which days a time of day counts. Workdays are those of the schedule's calendar; `after-workdays` are the days that follow one, for
 * the end of an overnight window. A list holds weekdays as cron counts them, from 1, which is Sunday.
 */
export type Days = 'daily' | 'workdays' | 'after-workdays' | readonly number[];

/** When a transition happens, in the schedule's zone. Times are `08:30`, dates `2026-12-24`; `cron` has EventBridge's six fields. */
export type Rule =
  | { readonly kind: 'at'; readonly time: string; readonly days: Days }
  | { readonly kind: 'cron'; readonly cron: string }
  | { readonly kind: 'once'; readonly date: string; readonly time: string };

/** One way in which a schedule comes to start or stop its instances. */
export interface Transition {
  readonly action: TransitionAction;
  readonly rule: Rule;
}

/** Dates, the first and the last included, on which a schedule's transitions run although they would not, or the other way round. */
export interface Exception {
  readonly from: string;
  readonly to: string;
  readonly effect: 'run' | 'skip';
  readonly actions: readonly TransitionAction[];
  /** Why, in the operator's words; empty when none were given. */
  readonly because: string;
}

/** What happens on a day that only the calendar could decide, in a year of which it knows nothing. */
export const unknownYears = ['weekdays', 'skip', 'fail'] as const;
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

/** True when which days a transition has depends on the calendar. */
export function asksCalendar({ rule }: Transition): boolean {
  return rule.kind === 'at' && (rule.days === 'workdays' || rule.days === 'after-workdays');
}

/** True when a transition's day is decided by the day before it, on which an overnight window began. */
export function followsWorkday({ rule }: Transition): boolean {
  return rule.kind === 'at' && rule.days === 'after-workdays';
}
