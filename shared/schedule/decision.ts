import type { PowerAction } from '../domain/vocabulary.ts';
import { dayMs, dayOf } from './civil-day.ts';
import { type DayKind, type DayTable, kindOfDay } from './day-table.ts';
import type { DaySelector } from './rule-times.ts';
import { type Exception, followsWorkday, type TimedSchedule, type Transition } from './transition.ts';

/**
 * What a day means for a transition. `rest`: it is none of its days, and nobody would have thought so. `skip`: it would be one, had not
 * something taken it out. `fail`: the calendar does not know the year, and the schedule wants no guess.
 */
export interface Decision {
  readonly kind: 'run' | 'skip' | 'fail' | 'rest';
  /** What brought it about: the transition's own rule, an exception, or what the calendar says of the day. */
  readonly cause: 'rule' | 'exception' | DayKind['kind'];
  /** For people: `workday`, `holiday: National Day`, `exception: release`. */
  readonly because: string;
}

/** Decides one day of a transition; `day` is the date on the wall, also for `after-workdays`. `selects` says which days its own rule has. */
export function decideDay(
  schedule: TimedSchedule,
  table: DayTable | null,
  transition: Transition,
  selects: DaySelector,
  day: number,
): Decision {
  if (!followsWorkday(transition)) return ownDecision(schedule, table, transition, selects, day);
  // The morning end of an overnight window belongs to the day on which the window began: so do its holidays and exceptions.
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
  // A moment that is written down with its date needs no exception to run, and gets none on other dates.
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
    if (table === null) throw new Error('a schedule asks for workdays and its calendar is not there');
    return calendarDecision(schedule, kindOfDay(table, day), day);
  }
  if (!selects(day)) return { kind: 'rest', cause: 'rule', because: 'not one of its days' };
  if (rule.kind !== 'at') return { kind: 'run', cause: 'rule', because: rule.kind };
  return { kind: 'run', cause: 'rule', because: rule.days === 'daily' ? 'daily' : 'day of the week' };
}

function calendarDecision({ unknownYear, calendar }: TimedSchedule, dayKind: DayKind, day: number): Decision {
  const { kind: cause, because, worked } = dayKind;
  if (cause !== 'unknown') return { kind: worked ? 'run' : cause === 'holiday' ? 'skip' : 'rest', cause, because };
  const gap = `calendar ${calendar} has no ${new Date(day).getUTCFullYear()}`;
  if (unknownYear === 'fail') return { kind: 'fail', cause, because: gap };
  if (!worked) return { kind: 'rest', cause, because: `weekend (${gap})` };
  return unknownYear === 'skip'
    ? { kind: 'skip', cause, because: gap }
    : { kind: 'run', cause, because: `workday by its weekday (${gap})` };
}

/**
 * The exception that rules a day for an action, or null. Two that contradict each other are a mistake in a configuration, so the first
 * one counts.
 * @throws RangeError for an exception whose dates are none
 */
export function exceptionOn(exceptions: readonly Exception[], action: PowerAction, day: number): Exception | null {
  const rules = ({ from, to, actions }: Exception): boolean => actions.includes(action) && dayOf(from) <= day && day <= dayOf(to);
  return exceptions.find(rules) ?? null;
}
