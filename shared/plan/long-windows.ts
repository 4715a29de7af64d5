import type { Schedule } from '../contract/compiled-configuration.ts';
import { dayMs, dayText, timeText } from '../schedule/civil-day.ts';
import { dotted } from '../text/describe-value.ts';
import { longWindowFix } from './long-window-fix.ts';
import { localText } from './planned-moment.ts';
import { lengthText, type Window, windowsOn } from './windows.ts';

/** What is looked at for long windows. */
export interface WindowsLookedAt {
  /** The schedule's name. */
  readonly name: string;
  readonly schedule: Schedule;
  /** In order of time. Those outside the days count as fellows, but are not warned of. */
  readonly windowsAround: readonly Window[];
  /** The days that a person asked for. */
  readonly fromDay: number;
  readonly days: number;
}

/** A window is long when it is over so many times as long as is usual. */
const factor = 3;
/** With fewer windows nothing is usual. */
const fewest = 3;
/** Windows with the same two times of day are of a kind when they are at least this part of all. */
const partOfAKind = 1 / 20;
/** Where more than this part of all windows is long, long windows are usual. */
const partOfLong = 1 / 3;

/**
 * The warning of a schedule that keeps its machines on for much longer than it usually does: the
 * longest such window and what to write, in one line for people; empty when there is none. Usual is
 * the median of the windows with the same two times of day, or, where these are rare, of all: a
 * weekend that has times of its own is not long. A window that ends with a `once` is meant.
 */
export function longWindowWarnings(looked: WindowsLookedAt): readonly string[] {
  const { name, schedule, windowsAround, fromDay, days } = looked;
  const usualOf = usualLengths(windowsAround);
  const to = fromDay + days * dayMs;
  const long = windowsOn(windowsAround, fromDay, days).flatMap((window) => {
    const usualMs = usualOf(window);
    const lengthMs = window.lengthMs ?? to - wallOf(window.on);
    if (usualMs === null || lengthMs <= factor * usualMs || endsWithOnce(window, schedule)) return [];
    // By the wall clock, so that a change of the clock makes none of many alike the longest.
    const wallMs = (window.off === null ? to : wallOf(window.off)) - wallOf(window.on);
    return [{ window, lengthMs, usualMs, wallMs }];
  });
  const [longest] = long.toSorted((a, b) => b.wallMs - a.wallMs);
  if (longest === undefined || long.length > partOfLong * windowsAround.length) return [];
  const { window, lengthMs, usualMs } = longest;
  const end = window.off === null ? 'without a stop in these days' : `to ${localText(window.off)}`;
  const others = long.length === 1 ? '' : ` (the longest of ${long.length} such windows in ${days} days)`;
  const what = `is on for ${lengthText(lengthMs)} from ${localText(window.on)} ${end}, where ${lengthText(usualMs)} is usual${others}`;
  return [`${dotted(['schedules', name])}: ${what}; ${longWindowFix(window, schedule)}`];
}

function usualLengths(windows: readonly Window[]): (window: Window) => number | null {
  const closed = windows.filter(({ lengthMs }) => lengthMs !== null);
  if (closed.length < fewest) return () => null;
  const all = medianOf(closed);
  const kinds = Map.groupBy(closed, kindOf);
  const medians = new Map<string, number>();
  for (const [kind, own] of kinds) {
    if (own.length >= Math.max(fewest, closed.length * partOfAKind)) medians.set(kind, medianOf(own));
  }
  return (window) => medians.get(kindOf(window)) ?? all;
}

function kindOf({ on, off }: Window): string {
  return `${on.time} ${off?.time}`;
}

function medianOf(windows: readonly Window[]): number {
  const lengths = windows.map(({ lengthMs }) => lengthMs ?? 0).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

function wallOf({ day, time }: Window['on']): number {
  return day + time;
}

function endsWithOnce({ off }: Window, { transitions }: Schedule): boolean {
  if (off === null) return false;
  return transitions.some(
    ({ action, rule }) =>
      action === 'stop' && rule.kind === 'once' && rule.date === dayText(off.day) && rule.time === timeText(off.time),
  );
}
