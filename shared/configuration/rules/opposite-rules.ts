import { dayOfWall, dayText, timeText } from '../../schedule/civil-day.ts';
import { nearestOpposites } from '../../schedule/opposites.ts';
import { WallTime } from '../../schedule/wall-time.ts';
import type { SourceMistake } from '../source-mistake.ts';
import { writtenDuration } from '../texts/duration.ts';
import type { WrittenSchedule } from './written-parts.ts';

/** A start and a stop that come so close that a late one could still be at work when the other begins, and fight it. */
export function oppositeMistakes({ meaning, transitions }: WrittenSchedule): readonly SourceMistake[] {
  const nearest = nearestOpposites(meaning);
  if (nearest === null) return [];
  const { first, second, at } = nearest;
  const [before, after] = [transitions[first], transitions[second]];
  const { expiresAfterMs, confirmWithinMs } = meaning;
  const apart = at[1] - at[0];
  if (before === undefined || after === undefined || apart >= expiresAfterMs + confirmWithinMs) return [];
  const wall = new WallTime(meaning.timezone);
  const local = (instant: number): string => {
    const shown = wall.at(instant);
    return `${dayText(dayOfWall(shown))} ${timeText(shown - dayOfWall(shown))}`;
  };
  const problem =
    apart === 0
      ? `${after.action} is at the same minute as ${before.action}, such as on ${local(at[0])}`
      : `${after.action} (such as ${local(at[1])}) comes ${writtenDuration(apart)} after ${before.action} (${local(at[0])}), which may be at work for expiresAfter + confirmWithin = ${writtenDuration(expiresAfterMs)} + ${writtenDuration(confirmWithinMs)}`;
  const fix = apart === 0 ? 'move one of the two' : 'move them apart, or shorten expiresAfter or confirmWithin';
  return [{ path: after.path, problem, fix }];
}
