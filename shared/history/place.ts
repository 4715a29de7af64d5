import type { Schedule } from '../contract/compiled-configuration.ts';
import type { Batch, Rest, WorkMessage } from '../domain/batch.ts';
import { type Selection, selectionText } from '../domain/selection.ts';
import type { Region } from '../domain/vocabulary.ts';

/**
 * What a job works on: an instance, or a selection of instances. `region` is null for a provider
 * without regions.
 */
export interface Place {
  readonly account: string;
  readonly region: Region;
  /**
   * The instance's id. For a selection, its text: a job reports a selection without a result under
   * that text.
   */
  readonly instanceId: string;
  readonly isSelection: boolean;
}

/** A place as a key. The records of a place have the same key. */
export function placeKey({ account, region, instanceId }: Omit<Place, 'isSelection'>): string {
  return JSON.stringify([account, region, instanceId]);
}

/** The places of a message, with those of the messages that it still has to hand on. */
export function placesOf(work: WorkMessage): Place[] {
  const { account, region, rest = [] } = work;
  const own = work.phase === 'find' ? { instances: [], selection: work.selection } : { instances: idsOf(work), selection: null };
  return [{ region, ...own }, ...rest].flatMap((part) => partPlaces(account, part));
}

function idsOf({ instances }: Batch): string[] {
  return instances.map(({ id }) => id);
}

function partPlaces(
  account: string,
  { region, instances, selection }: Pick<Rest, 'region' | 'instances' | 'selection'>,
): Place[] {
  if (selection !== null) return [selectionPlace({ account, region }, selection)];
  return instances.map((instanceId) => ({ account, region, instanceId, isSelection: false }));
}

/** The places of a job of a schedule; none when the schedule does not exist. */
export function placesOfSchedule(schedule: Pick<Schedule, 'targets'> | undefined): Place[] {
  return (schedule?.targets ?? []).flatMap((target) => partPlaces(target.account, target));
}

function selectionPlace(where: Pick<Place, 'account' | 'region'>, selection: Selection): Place {
  return { ...where, instanceId: selectionText(selection), isSelection: true };
}
