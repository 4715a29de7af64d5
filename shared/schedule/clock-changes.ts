import { dayMs } from './civil-day.ts';
import { WallTime } from './wall-time.ts';

/**
 * A change of a zone's clock, with the changes after it. Offsets are how far the clock is ahead of
 * UTC, in milliseconds.
 */
export interface ClockChange {
  readonly before: number;
  readonly after: number;
  /** The first instant with the new offset, epoch milliseconds. The last change never comes. */
  readonly at: number;
  readonly next: ClockChange | null;
}

/**
 * No zone of the time zone database changes its clock twice in so many days. Morocco's clock, which
 * follows Ramadan, stays for 4 weeks or more.
 */
const probeMs = 14 * dayMs;
const minuteMs = 60_000;

/**
 * The first change of a zone's clock between two instants, with all that follow. After the last of
 * them stands one that never comes.
 * @throws RangeError when `timeZone` is not a zone that Intl knows.
 */
export function clockChanges(timeZone: string, from: number, to: number): ClockChange {
  const wallTime = new WallTime(timeZone);
  const offsetAt = (instant: number): number => wallTime.at(instant) - instant;
  const last = offsetAt(to);
  let change: ClockChange = { before: last, after: last, at: Number.POSITIVE_INFINITY, next: null };
  for (let probe = to; probe > from; probe -= probeMs) {
    const after = change.before;
    const before = offsetAt(probe - probeMs);
    if (before === after) continue;
    change = { before, after, at: changeIn(probe - probeMs, probe, (instant) => offsetAt(instant) === after), next: change };
  }
  return change;
}

// The first minute after `before` that has changed; `after` has.
function changeIn(before: number, after: number, hasChanged: (instant: number) => boolean): number {
  let [low, high] = [before, after];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (hasChanged(middle)) high = middle;
    else low = middle;
  }
  return high;
}
