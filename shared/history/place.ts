import type { Schedule } from '../contract/compiled-configuration.ts';
import type { WorkMessage } from '../domain/batch.ts';
import { type Selection, selectionText } from '../domain/selection.ts';
import type { Region } from '../domain/vocabulary.ts';

/** What a job works on: an instance, or a selection of some. `region` is null for a provider without regions. */
export interface Place {
  readonly account: string;
  readonly region: Region;
  /** Of a selection its text, under which a job reports one that came to nothing. */
  readonly instanceId: string;
  readonly isSelection: boolean;
}

/** A place as a key: the same for the records of that place. */
export function placeKey({ account, region, instanceId }: Omit<Place, 'isSelection'>): string {
  return JSON.stringify([account, region, instanceId]);
}

/** What a message works on. */
export function placesOf(work: WorkMessage): Place[] {
  const { account, region } = work;
  if (work.phase === 'find') return [selectionPlace({ account, region }, work.selection)];
  return work.instances.map(({ id }) => ({ account, region, instanceId: id, isSelection: false }));
}

/** What a job of a schedule works on: nothing when there is no such schedule. */
export function placesOfSchedule(schedule: Pick<Schedule, 'targets'> | undefined): Place[] {
  return (schedule?.targets ?? []).flatMap(({ account, region, instances, selection }) =>
    selection === null
      ? instances.map((instanceId) => ({ account, region, instanceId, isSelection: false }))
      : [selectionPlace({ account, region }, selection)],
  );
}

function selectionPlace(where: Pick<Place, 'account' | 'region'>, selection: Selection): Place {
  return { ...where, instanceId: selectionText(selection), isSelection: true };
}
