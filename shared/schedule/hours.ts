import type { Hours } from '../domain/port.ts';
import type { DayTable } from './day-table.ts';
import { Timetable } from './timetable.ts';
import type { TimedSchedule } from './transition.ts';

/** Schedules by name, and the calendars that they name. */
export interface TimedSchedules {
  readonly schedules: Readonly<Record<string, TimedSchedule>>;
  readonly calendars: Readonly<Record<string, DayTable>>;
}

/**
 * What these schedules want at any instant. A job is overtaken when, since it was due, its schedule
 * ran a transition to the opposite, and no later one to the job's own action: a start of Monday may
 * go on during Tuesday's hours, but not in the night between. Throws what `Timetable` throws.
 */
export function hoursOf({ schedules, calendars }: TimedSchedules): Hours {
  const timetables = new Map<string, Timetable>();
  const timetableOf = (name: string | null): Timetable | null => {
    if (name === null) return null;
    const schedule = Object.hasOwn(schedules, name) ? schedules[name] : undefined;
    if (schedule === undefined) return null;
    const table = calendars[schedule.calendar ?? ''] ?? null;
    const timetable = timetables.get(name) ?? new Timetable(schedule, table);
    timetables.set(name, timetable);
    return timetable;
  };
  return {
    overtakenSince({ schedule, action, scheduledAt }, now) {
      const last = timetableOf(schedule)?.lastRun(Date.parse(scheduledAt), now) ?? null;
      return last === null || last.action === action ? null : last.at;
    },
  };
}
