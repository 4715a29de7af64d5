import type { TransitionAction } from '../domain/vocabulary.ts';
import { calendarDecision, isMetByWorkday } from './calendar-decision.ts';
import { dayMs } from './civil-day.ts';
import { isInSpan } from './date-span.ts';
import type { DayKind, DayTable } from './day-table.ts';
import type { DaySelector } from './rule-times.ts';
import {
  type CalendarDays,
  type Days,
  type Exception,
  followsWorkday,
  isCalendarDays,
  type TimedSchedule,
  type Transition,
} from './transition.ts';

/**
 * What a day means for a transition. `run`: the transition fires. `rest`: its rule does not select
 * the day. `skip`: its rule does, but a holiday or an exception removes the day. `fail`: the
 * calendar has no data for the year, and the schedule does not want a guess.
 */
export interface Decision {
  readonly kind: 'run' | 'skip' | 'fail' | 'rest';
  /**
   * What decided: the transition's own rule, an exception, or what the calendar says of the day.
   */
  readonly cause: 'rule' | 'exception' | DayKind['kind'];
  /** For people: `workday`, `holiday: National Day`, `exception: release`. */
  readonly because: string;
}

/** Why a transition rests: its own rule, or the first and the last day of its schedule. */
export const notItsDay = 'not one of its days';
export const outsideDays = 'outside the days of the schedule';

/**
 * Decides one day of a transition. `day` is the date on the wall clock, also for `after-workdays`.
 * `selects` tells which days the transition's own rule selects.
 */
export function decideDay(
  schedule: TimedSchedule,
  table: DayTable | null,
  transition: Transition,
  selects: DaySelector,
  day: number,
): Decision {
  if (!followsWorkday(transition)) return ownDecision(schedule, table, transition, selects, day);
  // The morning end of an overnight window follows the holidays and exceptions of the day on which
  // the window began.
  const decision = ownDecision(schedule, table, transition, selects, day - dayMs);
  const saysOfDay = decision.cause !== 'exception' && (decision.cause !== 'unknown' || decision.kind === 'run');
  return saysOfDay ? { ...decision, because: `after ${decision.because}` } : decision;
}

function ownDecision(
  schedule: TimedSchedule,
  table: DayTable | null,
  transition: Transition,
  selects: DaySelector,
  day: number,
): Decision {
  if (!isInSpan({ from: schedule.from, to: schedule.until }, day)) {
    return { kind: 'rest', cause: 'rule', because: outsideDays };
  }
  const usual = usualDecision(schedule, table, transition, selects, day);
  const exception = exceptionOn(schedule.exceptions, transition.action, day);
  // A once has its own date, and an exception can neither give it another nor take it away.
  if (exception === null || transition.rule.kind === 'once') return usual;
  const because = exception.because === '' ? 'exception' : `exception: ${exception.because}`;
  const runs = usual.kind === 'run' || usual.kind === 'fail';
  if (exception.effect === 'skip') return runs ? { kind: 'skip', cause: 'exception', because } : usual;
  return usual.kind === 'run' || runsAsOnWorkday(schedule, table, transition, selects, day)
    ? { kind: 'run', cause: 'exception', because }
    : usual;
}

// An exception makes a workday of the day. Times that a workday would not have are not added.
function runsAsOnWorkday(
  schedule: TimedSchedule,
  table: DayTable | null,
  { rule }: Transition,
  selects: DaySelector,
  day: number,
): boolean {
  if (rule.kind !== 'at' || !isCalendarDays(rule.days) || table === null || !selects(day)) return false;
  return isMetByWorkday(schedule, table, rule.days, day);
}

function usualDecision(
  schedule: TimedSchedule,
  table: DayTable | null,
  { rule }: Transition,
  selects: DaySelector,
  day: number,
): Decision {
  if (!selects(day)) return { kind: 'rest', cause: 'rule', because: notItsDay };
  if (rule.kind !== 'at') return { kind: 'run', cause: 'rule', because: rule.kind };
  if (!isCalendarDays(rule.days)) return { kind: 'run', cause: 'rule', because: daysText(rule.days) };
  if (table === null) throw new Error('a schedule asks for workdays but has no calendar');
  return calendarDecision(schedule, table, rule.days, day);
}

const places = ['first', 'second', 'third', 'fourth', 'fifth'];
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `daily`, `day of the week`, `second Tuesday of the month, plus 4 days`. */
function daysText(days: Exclude<Days, CalendarDays>): string {
  if (days === 'daily') return 'daily';
  if (!('nth' in days)) return 'day of the week';
  const place = days.nth < 0 ? 'last' : places[days.nth - 1];
  const more = days.plus === 0 ? '' : `, plus ${days.plus} ${days.plus === 1 ? 'day' : 'days'}`;
  return `${place} ${weekdayNames[days.weekday - 1]} of the month${more}`;
}

/**
 * The exception that applies to an action on a day, or null. A configuration with exceptions that
 * contradict each other is refused, so the first one counts.
 */
export function exceptionOn(exceptions: readonly Exception[], action: TransitionAction, day: number): Exception | null {
  return exceptions.find((each) => each.actions.includes(action) && isInSpan(each, day)) ?? null;
}
