import type { Configuration } from '../contract/compiled-configuration.ts';
import { dayMs, dayOfWall } from '../schedule/civil-day.ts';
import { WallTime } from '../schedule/wall-time.ts';
import { clockWarnings, isClockChange } from './clock-warnings.ts';
import { cutDayWarnings } from './cut-days.ts';
import { longWindowWarnings } from './long-windows.ts';
import { type PlannedMoment, plannedMoments } from './planned-moment.ts';
import { windowsOf } from './windows.ts';
import { daysAround } from './windows-around.ts';

/** How far ahead is looked: every date of a year, and a month more. */
const daysAhead = 400;

/**
 * Warnings about the next 400 days of every schedule, from its today on (`now` in epoch
 * milliseconds), one line for people each: starts and stops that a change of the clock takes away
 * or shows twice, windows that are much longer than is usual, and days that end too early.
 */
export function warningsAhead({ schedules, calendars }: Pick<Configuration, 'schedules' | 'calendars'>, now: number): string[] {
  return Object.entries(schedules).flatMap(([name, schedule]) => {
    const table = schedule.calendar === null ? null : (calendars[schedule.calendar] ?? null);
    const fromDay = dayOfWall(new WallTime(schedule.timezone).at(now));
    const changes: PlannedMoment[] = [];
    const first = fromDay - daysAround * dayMs;
    const moments = plannedMoments(name, schedule, table, first, daysAround + daysAhead);
    const windowsAround = windowsOf(noting(changes, moments));
    const own = changes.filter(({ day }) => day >= fromDay);
    return [
      ...clockWarnings(own, schedule.timezone),
      ...longWindowWarnings({ name, schedule, windowsAround, fromDay, days: daysAhead }),
      ...cutDayWarnings({ name, schedule, windowsAround, fromDay, days: daysAhead }),
    ];
  });
}

// A cron may fire every minute, so the moments of so many days are never held together.
function* noting(changes: PlannedMoment[], moments: Iterable<PlannedMoment>): Generator<PlannedMoment> {
  for (const moment of moments) {
    if (isClockChange(moment)) changes.push(moment);
    yield moment;
  }
}
