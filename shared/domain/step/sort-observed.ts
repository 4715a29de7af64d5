import type { Batch, BatchInstance, LastProblem } from '../batch.ts';
import { wipesDisks } from '../batch-options.ts';
import { type Goal, goalOf } from '../goal.ts';
import type { AbsentMeans } from '../port.ts';
import { type FailedVerdict, type InstanceVerdict, rejected, seenGood } from '../verdict.ts';
import type { Observation } from '../vocabulary.ts';
import { type Place, placeInRestart, placeOf, refusal } from './place.ts';

/**
 * The most rounds that may fail for a passing reason. An instance whose state has not changed
 * after them is rejected.
 */
const mostRetries = 5;

/** The instances of a batch after the first look of an act round. Each is in exactly one list. */
export interface Sorted {
  readonly verdicts: readonly InstanceVerdict[];
  readonly toAct: readonly BatchInstance[];
  /** The action is under way: look again, do not act. */
  readonly underWay: readonly BatchInstance[];
  /** On its way elsewhere, or occupied by another operation: act later. */
  readonly busy: readonly BatchInstance[];
  /** Ids that the provider did not list. */
  readonly absent: ReadonlySet<string>;
}

/**
 * Sorts a batch by what the provider says of its instances now. An instance in the wanted state is
 * `confirmed` where this job has acted on it, else `already`. In AllTogether mode one instance
 * that cannot be acted on refuses all the others that could be.
 */
export function sortObserved(batch: Batch, seen: ReadonlyMap<string, Observation>, absentMeans: AbsentMeans): Sorted {
  const done: InstanceVerdict[] = [];
  const refused: FailedVerdict[] = [];
  const toAct: BatchInstance[] = [];
  const underWay: BatchInstance[] = [];
  const busy: BatchInstance[] = [];
  for (const before of batch.instances) {
    const observation = seen.get(before.id);
    const { instance, place } = placed(before, observation, batch, absentMeans);
    const goal = goalOf(batch.job.action, instance);
    if (place === 'act' && instance.retries >= mostRetries) refused.push(rejected(instance, instance.last ?? usedUp(goal)));
    else if (place === 'act') toAct.push(instance);
    else if (place === 'underWay') underWay.push(instance);
    else if ('busy' in place) busy.push({ ...instance, last: instance.last ?? place.busy });
    else if (place.verdict === 'rejected') refused.push(rejected(instance, place.problem));
    else done.push(seenGood(instance, place.verdict, batch.job.action, place.seen));
  }
  const absent = new Set(batch.instances.filter((instance) => !seen.has(instance.id)).map((instance) => instance.id));
  const first = refused[0];
  if (batch.options.batchMode === 'AllTogether' && first !== undefined) {
    const { code, message, requestId } = first;
    const spared = [...toAct, ...busy].map((instance) =>
      rejected(instance, { code, requestId, message: `${first.instanceId}: ${message}` }),
    );
    return { verdicts: [...done, ...refused, ...spared], toAct: [], underWay, busy: [], absent };
  }
  return { verdicts: [...done, ...refused], toAct, underWay, busy, absent };
}

interface Placed {
  readonly instance: BatchInstance;
  readonly place: Place;
}

function placed(before: BatchInstance, observation: Observation | undefined, batch: Batch, absentMeans: AbsentMeans): Placed {
  const { job, options } = batch;
  if (options.action === 'restart') {
    // Nothing is sent to what nobody sees: an alert alone is no proof that it is there.
    if (observation === undefined)
      return { instance: before, place: placeOfAbsent(absentMeans === 'ask' ? notListed : absentMeans) };
    return placeInRestart({ ...before, answered: true }, observation, options);
  }
  const instance = observation ? knownFrom(before, observation, batch) : unseen(before, batch);
  const goal = goalOf(job.action, instance);
  return { instance, place: observation ? placeOf(goal, instance, observation) : placeOfAbsent(absentMeans) };
}

const notListed = { code: 'Reveille.NotListed', message: 'the provider does not list this instance' };

/**
 * What a look adds to what is known. A job can come twice at once, and then neither message knows
 * of the other: an instance that was started since the job was due may have been started by its
 * twin, so its disks are not wiped by this one. Times of starts have minutes only, so the whole
 * minute of the due time counts.
 */
function knownFrom(instance: BatchInstance, { state, startedAt }: Observation, { job, options }: Batch): BatchInstance {
  const minute = Math.floor(Date.parse(job.scheduledAt) / 60_000) * 60_000;
  const mayBeOurs = wipesDisks(options) && state === 'stopped' && startedAt !== null && startedAt >= minute;
  return { ...instance, answered: true, acted: instance.acted || mayBeOurs };
}

/**
 * Nobody knows whether an instance that no look shows was started before: its disks are not wiped.
 */
function unseen(instance: BatchInstance, { options }: Batch): BatchInstance {
  return wipesDisks(options) ? { ...instance, acted: true } : instance;
}

/**
 * In AllTogether mode a busy instance delays the whole batch, so that all of it is acted on or
 * none. Returns what to act on now and what waits.
 */
export function holdTogether(batch: Batch, sorted: Sorted): Sorted {
  if (batch.options.batchMode !== 'AllTogether' || sorted.busy.length === 0) return sorted;
  const waiting = sorted.toAct.map((instance) => ({ ...instance, last: instance.last ?? waitsForOthers }));
  return { ...sorted, toAct: [], busy: [...sorted.busy, ...waiting] };
}

const waitsForOthers: LastProblem = {
  code: 'Reveille.Busy',
  message: 'waits for a busy instance of its batch: AllTogether means all or none',
  requestId: null,
};

function placeOfAbsent(absentMeans: AbsentMeans): Place {
  return absentMeans === 'ask' ? 'act' : refusal(absentMeans.code, absentMeans.message);
}

function usedUp({ done }: Goal): LastProblem {
  return { code: 'Reveille.GaveUp', message: `not ${done} in ${mostRetries} rounds`, requestId: null };
}
