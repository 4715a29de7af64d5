import type { SourceSchedule } from '../schema/source-schedule.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';
import { writtenDuration } from '../texts/duration.ts';
import type { WrittenSchedule } from './written-parts.ts';

const options = ['stopMode', 'force', 'forceAfter'] as const;

/** Where stop options may stand: on the schedule, which comes first, and on each of its targets. */
interface Place {
  readonly at: readonly Step[];
  readonly written: Pick<SourceSchedule, (typeof options)[number]>;
}

/** The mistakes of how a schedule stops: options without a stop, and a force that would come too late. */
export function stopOptionMistakes(schedule: WrittenSchedule): readonly SourceMistake[] {
  const { source, path } = schedule;
  const targets = source.targets.map((written, index) => ({ at: [...path, 'targets', index], written }));
  const places: readonly Place[] = [{ at: path, written: source }, ...targets];
  return source.stop === undefined ? places.flatMap(idleOptions) : lateForces(schedule, places);
}

function idleOptions({ at, written }: Place): readonly SourceMistake[] {
  const problem = 'has no effect, since the schedule has no stop';
  const given = options.filter((option) => written[option] !== undefined);
  return given.map((option) => ({ path: [...at, option], problem, fix: 'add a stop, or take it out' }));
}

// An instance that has not stopped by confirmWithin has its verdict already.
function lateForces({ meaning }: WrittenSchedule, places: readonly Place[]): readonly SourceMistake[] {
  const { confirmWithinMs, targets } = meaning;
  const late = targets.findIndex(({ force, forceAfterMs }) => force && forceAfterMs >= confirmWithinMs);
  const { forceAfterMs } = targets[late] ?? {};
  if (forceAfterMs === undefined) return [];
  const [given, forced] = [writtenDuration(confirmWithinMs), writtenDuration(forceAfterMs)];
  const problem = `a stop would be given up (confirmWithin ${given}) before it is forced (forceAfter ${forced})`;
  const path = saidAt([places[late + 1], places[0]]);
  return [{ path, problem, fix: 'shorten forceAfter or lengthen confirmWithin' }];
}

// The target's own forceAfter, or the schedule's, or else whose force it is that asks for one.
function saidAt(places: readonly (Place | undefined)[]): readonly Step[] {
  for (const option of ['forceAfter', 'force'] as const) {
    const place = places.find((each) => each?.written[option] !== undefined);
    if (place !== undefined) return [...place.at, option];
  }
  return [];
}
