import { dayMs, dayOf } from './civil-day.ts';
import type { DayTable } from './day-table.ts';
import { Timetable } from './timetable.ts';
import type { TimedSchedule } from './transition.ts';

/** When the rules of a schedule have work, in epoch milliseconds; null is an open side. */
export interface ActiveDays {
  readonly from: number | null;
  readonly to: number | null;
}

const noon = dayMs / 2;

/**
 * The days of a schedule as instants, for rules that should not fire for nothing. Both sides have
 * some hours to spare, because the clock may change at midnight: from noon of the day before the
 * first one, to noon of the day after the last transition, which may be the stop of a window that
 * the last day has opened. `table` is the schedule's calendar.
 * @throws what Timetable throws
 */
export function activeDays(schedule: TimedSchedule, table: DayTable | null): ActiveDays {
  const { from, until } = schedule;
  if (from === undefined && until === undefined) return { from: null, to: null };
  const timetable = new Timetable(schedule, table);
  // A zone that changed sides of the date line has left out a day.
  const noonOf = (day: number): number => timetable.wallTime.showingsOf(day, noon)[0] ?? noonOf(day + dayMs);
  const last = until === undefined ? null : (timetable.closingStop()?.day ?? dayOf(until));
  return {
    from: from === undefined ? null : noonOf(dayOf(from) - dayMs),
    to: last === null ? null : noonOf(last + dayMs),
  };
}
