import type { Schedule } from '../../contract/compiled-configuration.ts';
import { transitionActions } from '../../domain/vocabulary.ts';
import type { Transition } from '../../schedule/transition.ts';
import type { Path } from '../mistake.ts';
import { mappingsIn, type Part } from './read-part.ts';
import type { SourceConfiguration } from './source-configuration.ts';
import { compileSchedule, type SourceSchedule } from './source-schedule.ts';

/** A schedule of a sound shape: as a person wrote it, what that means, and where each transition is in the file. */
export interface SoundSchedule {
  readonly path: Path;
  readonly source: SourceSchedule;
  readonly meaning: Schedule;
  /** In the order of `meaning.transitions`. */
  readonly transitions: readonly (Transition & { readonly path: Path })[];
}

/** Every schedule of a file that has a sound shape, by name. */
export function soundSchedules(file: Part<SourceConfiguration>): ReadonlyMap<string, SoundSchedule> {
  const found = mappingsIn(file.parts?.schedules).flatMap(({ path, whole, parts }) => {
    if (whole === null) return [];
    const meaning = compileSchedule(whole.value);
    const places = transitionActions.flatMap((action) => placesOf(parts[action]));
    const transitions = meaning.transitions.map((each, index) => ({ ...each, path: places[index] ?? path }));
    return [[String(path.at(-1)), { path, source: whole.value, meaning, transitions }] as const];
  });
  return new Map(found);
}

function placesOf(times: Part<unknown> | undefined): readonly Path[] {
  if (times?.given === undefined) return [];
  return Array.isArray(times.given) ? times.given.map((_, index) => [...times.path, index]) : [times.path];
}
