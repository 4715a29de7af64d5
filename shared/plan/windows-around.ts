import type { Schedule } from '../contract/compiled-configuration.ts';
import { dayMs } from '../schedule/civil-day.ts';
import type { DayTable } from '../schedule/day-table.ts';
import { type PlannedMoment, plannedMoments } from './planned-moment.ts';
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
  const back = [daysAround, mostDaysAround].find((each) => momentsOf(each, each).some(isStop)) ?? 0;
  const until = (ahead: number): readonly Window[] => {
    // Before a stop nobody knows for how long machines were on. Without any stop they were off.
    return windowsOf(
      back === 0 ? momentsOf(mostDaysAround, mostDaysAround + days + ahead) : fromFirstStop(momentsOf(back, back + days + ahead)),
    );
  };
  const windows = until(daysAround);
  return windows.at(-1)?.off === null ? until(mostDaysAround) : windows;
}

function isStop({ action, runs }: PlannedMoment): boolean {
  return runs && action === 'stop';
}

function* fromFirstStop(moments: Iterable<PlannedMoment>): Generator<PlannedMoment> {
  let isKnown = false;
  for (const moment of moments) {
    isKnown ||= isStop(moment);
    if (isKnown) yield moment;
  }
}
