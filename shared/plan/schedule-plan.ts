import type { Configuration, Schedule } from '../contract/compiled-configuration.ts';
import { dayOfWall } from '../schedule/civil-day.ts';
import type { DayTable } from '../schedule/day-table.ts';
import { WallTime } from '../schedule/wall-time.ts';
import type { Reading, Refusal } from '../text/reading.ts';
import { type PlannedMoment, plannedMoments } from './planned-moment.ts';
import { type Window, windowsOn } from './windows.ts';
import { windowsAround } from './windows-around.ts';

/** Some days of one schedule. */
export interface SchedulePlan {
  readonly name: string;
  readonly schedule: Schedule;
  /** The schedule's calendar; null when it has none. */
  readonly table: DayTable | null;
  readonly fromDay: number;
  readonly days: number;
  /** In order of time. */
  readonly moments: readonly PlannedMoment[];
  /** Those that are open at some time of these days, whole, in order of time. */
  readonly windows: readonly Window[];
  /** These, and those of the days before and after. */
  readonly windowsAround: readonly Window[];
}

/**
 * Which days to plan. `from` null means today in each schedule's zone; `schedule` null means all
 * schedules.
 */
export interface PlanRange {
  readonly from: number | null;
  readonly days: number;
  readonly schedule: string | null;
}

/**
 * More than anybody reads. Without a limit, a plan of a cron that fires every minute would fill
 * the memory.
 */
const mostMoments = 500_000;

/**
 * The plans of a configuration's schedules, in its order; `now` in epoch milliseconds. Refused
 * when the plans have more transitions than can be shown.
 */
export function schedulePlans(
  { schedules, calendars }: Configuration,
  range: PlanRange,
  now: number,
): Reading<readonly SchedulePlan[]> {
  let count = 0;
  const plans: SchedulePlan[] = [];
  const chosen = Object.entries(schedules).filter(([name]) => range.schedule === null || name === range.schedule);
  for (const [name, schedule] of chosen) {
    const table = schedule.calendar === null ? null : (calendars[schedule.calendar] ?? null);
    const fromDay = range.from ?? dayOfWall(new WallTime(schedule.timezone).at(now));
    const moments: PlannedMoment[] = [];
    for (const moment of plannedMoments(name, schedule, table, fromDay, range.days)) {
      count += 1;
      if (count > mostMoments) return tooLong(name);
      moments.push(moment);
    }
    const { days } = range;
    const around = windowsAround(name, schedule, table, fromDay, days);
    const windows = windowsOn(around, fromDay, days);
    plans.push({ name, schedule, table, fromDay, days, moments, windows, windowsAround: around });
  }
  return { value: plans };
}

function tooLong(name: string): Refusal {
  return { problem: `the plan of ${name} has too many transitions to show`, fix: 'ask for fewer days or for one --schedule' };
}
