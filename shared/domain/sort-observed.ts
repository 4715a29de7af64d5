import type { Batch, BatchInstance, LastProblem } from './batch.ts';
import { type FailedVerdict, good, type InstanceVerdict, rejected } from './verdict.ts';
import type { Observation } from './vocabulary.ts';

/** What it means that a provider does not list an id: ask by starting it (its answer says why), or a final code. */
export type AbsentMeans = 'ask' | { readonly code: string; readonly message: string };

/** Start rounds that may fail in a way that ought to have passed; an instance still stopped after them is rejected. */
const mostRetries = 5;

/** The instances of a batch after the first look of an act round. Each is in exactly one list. */
export interface Sorted {
  readonly verdicts: readonly InstanceVerdict[];
  readonly toStart: readonly BatchInstance[];
  /** A start is under way: look again, do not act. */
  readonly starting: readonly BatchInstance[];
  /** Stopping or otherwise occupied: act later. */
  readonly busy: readonly BatchInstance[];
  /** Ids that the provider did not list. */
  readonly absent: ReadonlySet<string>;
}

/**
 * Sorts a batch by what the provider says of its instances now. Running is `confirmed` where this job had already acted,
 * else `already`. In AllTogether mode one instance that cannot be started refuses all that would be.
 */
export function sortObserved(batch: Batch, seen: ReadonlyMap<string, Observation>, absentMeans: AbsentMeans): Sorted {
  const done: InstanceVerdict[] = [];
  const refused: FailedVerdict[] = [];
  const toStart: BatchInstance[] = [];
  const starting: BatchInstance[] = [];
  const busy: BatchInstance[] = [];
  for (const before of batch.instances) {
    const observation = seen.get(before.id);
    const instance = observation ? { ...before, answered: true } : before;
    const place = observation ? placeOf(instance, observation) : placeOfAbsent(absentMeans);
    if (place === 'start' && instance.retries >= mostRetries) refused.push(rejected(instance, instance.last ?? usedUp));
    else if (place === 'start') toStart.push(instance);
    else if (place === 'starting') starting.push(instance);
    else if ('busy' in place) busy.push({ ...instance, last: instance.last ?? place.busy });
    else if (place.verdict === 'rejected') refused.push(rejected(instance, place.problem));
    else done.push(good(instance, place.verdict));
  }
  const absent = new Set(batch.instances.filter((instance) => !seen.has(instance.id)).map((instance) => instance.id));
  const first = refused[0];
  if (batch.options.batchMode === 'AllTogether' && first !== undefined) {
    const { code, message, requestId } = first;
    const held = [...toStart, ...busy].map((instance) =>
      rejected(instance, { code, requestId, message: `${first.instanceId}: ${message}` }),
    );
    return { verdicts: [...done, ...refused, ...held], toStart: [], starting, busy: [], absent };
  }
  return { verdicts: [...done, ...refused], toStart, starting, busy, absent };
}

type Place =
  | 'start'
  | 'starting'
  | { readonly busy: LastProblem }
  | { readonly verdict: 'confirmed' | 'already' }
  | { readonly verdict: 'rejected'; readonly problem: LastProblem };

function placeOf(instance: BatchInstance, { state, raw }: Observation): Place {
  switch (state) {
    case 'running':
      return { verdict: instance.acted ? 'confirmed' : 'already' };
    case 'starting':
      return 'starting';
    case 'stopped':
      return 'start';
    case 'stopping':
    case 'busy':
      return { busy: { code: 'Reveille.Busy', message: `state is ${raw}`, requestId: null } };
    case 'locked':
      return refusal('Reveille.Locked', `state is ${raw}: it cannot be started until that is resolved`);
    case 'unknown':
      return refusal('Reveille.UnknownState', `state is ${raw}, which Reveille does not know and does not act on`);
  }
}

function placeOfAbsent(absentMeans: AbsentMeans): Place {
  return absentMeans === 'ask' ? 'start' : refusal(absentMeans.code, absentMeans.message);
}

function refusal(code: string, message: string): Place {
  return { verdict: 'rejected', problem: { code, message, requestId: null } };
}

const usedUp = { code: 'Reveille.GaveUp', message: `not started in ${mostRetries} rounds`, requestId: null };
