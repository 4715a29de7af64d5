import { dayOf, dayText, timeText } from '../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import type { TimedSchedule } from '../../../shared/schedule/transition.ts';

/**
 * What is due from one date on, one line each: `10-01 08:30 start skip holiday: Harvest`. Entries
 * that rest are left out.
 */
export function due(schedule: TimedSchedule, table: DayTable | null, from: string, days: number): string[] {
  return [...new Timetable(schedule, table).plan(dayOf(from), days)]
    .filter(({ decision }) => decision.kind !== 'rest')
    .map(({ action, day, time, decision: { kind, because } }) =>
      [dayText(day).slice(5), timeText(time), action, ...(kind === 'run' ? [] : [kind]), because].join(' '),
    );
}
