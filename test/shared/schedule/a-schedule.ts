import type { TransitionAction } from '../../../shared/domain/vocabulary.ts';
import { dayOf, timeOf } from '../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';
import type { Slot } from '../../../shared/schedule/rule-slot.ts';
import type { Days, Exception, Rule, TimedSchedule, Transition } from '../../../shared/schedule/transition.ts';

/** A schedule with these transitions and no exceptions, in UTC. */
export function aSchedule(transitions: readonly Transition[], parts: Partial<TimedSchedule> = {}): TimedSchedule {
  return { timezone: 'UTC', transitions, calendar: null, unknownYear: 'weekdays', exceptions: [], ...parts };
}

/**
 * A calendar with Saturday and Sunday off that knows 2026, with one week of holidays around a
 * weekend and two make-up workdays.
 */
export function aDayTable(parts: Partial<DayTable> = {}): DayTable {
  const week = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05'];
  return {
    weekend: [1, 7],
    years: [2026],
    holidays: Object.fromEntries(week.map((date) => [date, 'Harvest'])),
    workdays: { '2026-09-27': 'Harvest', '2026-10-10': 'Harvest' },
    ...parts,
  };
}

export const at = (
  action: TransitionAction,
  time: string,
  days: Days = 'daily',
  narrowed: Pick<Extract<Rule, { kind: 'at' }>, 'only' | 'every' | 'from' | 'to'> = {},
): Transition => ({ action, rule: { kind: 'at', time, days, ...narrowed } });
export const cron = (action: TransitionAction, expression: string): Transition => ({
  action,
  rule: { kind: 'cron', cron: expression },
});
export const once = (action: TransitionAction, date: string, time: string): Transition => ({
  action,
  rule: { kind: 'once', date, time },
});

/** A local time, `2026-11-23T08:30`, as dispatch finds it. */
export function slot(local: string): Slot {
  const [date = '', time = ''] = local.split('T');
  return { day: dayOf(date), time: timeOf(time) };
}

/** An exception on some dates for both actions, or for those named. */
export function exception(
  effect: Exception['effect'],
  from: string,
  to: string = from,
  parts: Partial<Pick<Exception, 'actions' | 'because'>> = {},
): Exception {
  return { from, to, effect, actions: ['start', 'stop'], because: '', ...parts };
}
