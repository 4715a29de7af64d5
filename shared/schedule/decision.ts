import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayMs, dayOf } from './civil-day.ts';
import { type DayKind, type DayTable, kindOfDay } from './day-table.ts';
import type { DaySelector } from './rule-times.ts';
import { type Exception, followsWorkday, noHolidayData, type TimedSchedule, type Transition } from './transition.ts';

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
  const usual = usualDecision(schedule, table, transition, selects, day);
  const exception = exceptionOn(schedule.exceptions, transition.action, day);
  if (exception === null) return usual;
  const because = exception.because === '' ? 'exception' : `exception: ${exception.because}`;
  // A once has its own date, and an exception cannot give it another.
  if (exception.effect === 'run') return transition.rule.kind === 'once' ? usual : { kind: 'run', cause: 'exception', because };
  return usual.kind === 'run' || usual.kind === 'fail' ? { kind: 'skip', cause: 'exception', because } : usual;
}

function usualDecision(
  schedule: TimedSchedule,
  table: DayTable | null,
  { rule }: Transition,
  selects: DaySelector,
  day: number,
): Decision {
  if (rule.kind === 'at' && (rule.days === 'workdays' || rule.days === 'after-workdays')) {
    if (table === null) throw new Error('a schedule asks for workdays but has no calendar');
    return calendarDecision(schedule, table, day);
  }
  if (!selects(day)) return { kind: 'rest', cause: 'rule', because: 'not one of its days' };
  if (rule.kind !== 'at') return { kind: 'run', cause: 'rule', because: rule.kind };
  return { kind: 'run', cause: 'rule', because: rule.days === 'daily' ? 'daily' : 'day of the week' };
}

function calendarDecision({ unknownYear, calendar }: TimedSchedule, table: DayTable, day: number): Decision {
  const { kind: cause, because, worked } = kindOfDay(table, day);
  if (cause !== 'unknown') return { kind: worked ? 'run' : cause === 'holiday' ? 'skip' : 'rest', cause, because };
  const gap = noHolidayData(calendar, table, new Date(day).getUTCFullYear());
  if (unknownYear === 'fail') return { kind: 'fail', cause, because: gap };
  if (!worked) return { kind: 'rest', cause, because: `weekend (${gap})` };
  return unknownYear === 'skip'
    ? { kind: 'skip', cause, because: gap }
    : { kind: 'run', cause, because: `assumed workday (${gap})` };
}

/**
 * The exception that applies to an action on a day, or null. A configuration with exceptions that
 * contradict each other is refused, so the first one counts.
 * @throws RangeError for an exception whose dates cannot be read
 */
export function exceptionOn(exceptions: readonly Exception[], action: TransitionAction, day: number): Exception | null {
  const rules = ({ from, to, actions }: Exception): boolean => actions.includes(action) && dayOf(from) <= day && day <= dayOf(to);
  return exceptions.find(rules) ?? null;
}
