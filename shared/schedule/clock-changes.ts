import { dayMs } from './civil-day.ts';
import { WallTime } from './wall-time.ts';

/** A time during which a zone's clock keeps its offset. Both in milliseconds. */
export interface Stretch {
  /** The first instant, epoch milliseconds. */
  readonly from: number;
  /** How far the clock is ahead of UTC. */
  readonly offset: number;
}

/**
 * No zone of the time zone database changes its clock twice in so many days. Morocco's clock, which
 * follows Ramadan, stays for 4 weeks or more.
 */
const probeMs = 14 * dayMs;
const minuteMs = 60_000;

/**
 * The stretches of a zone's clock that reach into the instants from `from` to `to`, in order.
 * @throws RangeError when `timeZone` is not a zone that Intl knows.
 */
export function clockStretches(timeZone: string, from: number, to: number): readonly Stretch[] {
  const wallTime = new WallTime(timeZone);
  const offsetAt = (instant: number): number => wallTime.at(instant) - instant;
  let stretch: Stretch = { from, offset: offsetAt(from) };
  const stretches = [stretch];
  for (let probe = from; probe < to; probe += probeMs) {
    const next = probe + probeMs;
    const offset = offsetAt(next);
    if (offset === stretch.offset) continue;
    stretch = { from: changeIn(probe, next, (instant) => offsetAt(instant) === offset), offset };
    stretches.push(stretch);
  }
  return stretches;
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
