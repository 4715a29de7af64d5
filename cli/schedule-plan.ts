import type { Configuration, Schedule } from '../shared/contract/compiled-configuration.ts';
import { dayOfWall } from '../shared/schedule/civil-day.ts';
import type { DayTable } from '../shared/schedule/day-table.ts';
import { WallTime } from '../shared/schedule/wall-time.ts';
import { nearestWord } from '../shared/text/nearest-word.ts';
import { type PlannedMoment, plannedMoments } from './planned-moment.ts';
import { UsageError } from './usage-error.ts';

/** Some days of one schedule. */
export interface SchedulePlan {
  readonly name: string;
  readonly schedule: Schedule;
  /** Its calendar; null when it has none. */
  readonly table: DayTable | null;
  readonly fromDay: number;
  readonly days: number;
  /** In order of time. */
  readonly moments: readonly PlannedMoment[];
}

/** Which days to plan: `from` null means today in each schedule's zone. `schedule` null means all of them. */
export interface PlanRange {
  readonly from: number | null;
  readonly days: number;
  readonly schedule: string | null;
}

/** More than anybody reads, and what a plan of every minute would fill the memory with. */
const mostMoments = 500_000;

/**
 * The plans of a configuration's schedules, in its order; `now` in epoch milliseconds.
 * @throws UsageError when the plan would be too long
 */
export function schedulePlans({ schedules, calendars }: Configuration, range: PlanRange, now: number): SchedulePlan[] {
  let count = 0;
  const chosen = Object.entries(schedules).filter(([name]) => range.schedule === null || name === range.schedule);
  return chosen.map(([name, schedule]) => {
    const table = schedule.calendar === null ? null : (calendars[schedule.calendar] ?? null);
    const fromDay = range.from ?? dayOfWall(new WallTime(schedule.timezone).at(now));
    const moments: PlannedMoment[] = [];
    for (const moment of plannedMoments(name, schedule, table, fromDay, range.days)) {
      count += 1;
      if (count > mostMoments) throw tooLong(name);
      moments.push(moment);
    }
    return { name, schedule, table, fromDay, days: range.days, moments };
  });
}

/**
 * Makes sure that a schedule asked for by name is there, in one of the configurations at least.
 * @throws UsageError naming the schedule that was probably meant
 */
export function requireSchedule(name: string, configurations: readonly Configuration[]): void {
  const names = [...new Set(configurations.flatMap(({ schedules }) => Object.keys(schedules)))];
  if (names.includes(name)) return;
  const meant = nearestWord(name, names);
  const fix = meant === null ? `there is ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`--schedule ${name}: there is no such schedule; ${fix}`);
}

function tooLong(name: string): UsageError {
  return new UsageError(`--days: the plan of ${name} has too many transitions to show; ask for fewer days or for one --schedule`);
}
