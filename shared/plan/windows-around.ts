import type { Schedule } from '../contract/compiled-configuration.ts';
import { dayMs } from '../schedule/civil-day.ts';
import type { DayTable } from '../schedule/day-table.ts';
import { plannedMoments } from './planned-moment.ts';
import { type Window, windowsOf } from './windows.ts';

/** To see whole windows, and what is usual for them, so many days more are looked at, and … */
export const daysAround = 35;
/** … so many where a window began earlier, or ends later. */
const mostDaysAround = 400;

/**
 * The windows of some days of a schedule and of the 35 days before and after them, whole, in order
 * of time. A schedule that never stops has none.
 */
export function windowsAround(
  name: string,
  schedule: Schedule,
  table: DayTable | null,
  fromDay: number,
  days: number,
): readonly Window[] {
  if (!schedule.transitions.some(({ action }) => action === 'stop')) return [];
  const momentsOf = (back: number, count: number) => plannedMoments(name, schedule, table, fromDay - back * dayMs, count);
  // What is on as the days begin has begun after the last stop before them.
  const hasStop = momentsOf(daysAround, daysAround).some(({ action, runs }) => runs && action === 'stop');
  const back = hasStop ? daysAround : mostDaysAround;
  const windows = windowsOf(momentsOf(back, back + days + daysAround));
  return windows.at(-1)?.off === null ? windowsOf(momentsOf(back, back + days + mostDaysAround)) : windows;
}
