import type { BatchInstance, LastProblem } from '../batch.ts';
import type { RestartBatchOptions } from '../batch-options.ts';
import { type Goal, goalOf, isReached, isReboot } from '../goal.ts';
import type { Observation } from '../vocabulary.ts';

/** Where a look puts an instance. */
export type Place =
  | 'act'
  | 'underWay'
  | { readonly busy: LastProblem }
  | { readonly verdict: 'confirmed' | 'already'; readonly seen: Observation }
  | { readonly verdict: 'rejected'; readonly problem: LastProblem };

/** Where a look puts an instance with that goal. */
export function placeOf(goal: Goal, instance: BatchInstance, observation: Observation): Place {
  const { state, raw, obstacle } = observation;
  if (isReached(goal, observation, instance)) return { verdict: instance.acted ? 'confirmed' : 'already', seen: observation };
  if (goal.underWay.has(state)) return 'underWay';
  if (state === 'unknown')
    return refusal('Reveille.UnknownState', `state is ${raw}, which Reveille does not know and does not act on`);
  if (state === 'locked' || (state === goal.from && obstacle === 'locked'))
    return refusal('Reveille.Locked', `state is ${raw}: it cannot be ${goal.done} until that is resolved`);
  if (state === goal.from && obstacle === null) return 'act';
  return waits(observation);
}

/** The place of an instance that cannot be acted on now, and may be soon. */
export function waits({ raw, obstacle }: Observation): Place {
  if (obstacle === 'unread') return { busy: { code: 'Reveille.Unreadable', message: raw, requestId: null } };
  return { busy: { code: 'Reveille.Busy', message: `state is ${raw}`, requestId: null } };
}

/** The place of an instance that is rejected. */
export function refusal(code: string, message: string): Place {
  return { verdict: 'rejected', problem: { code, message, requestId: null } };
}

/**
 * Where a look puts an instance of a restart, before anything is sent for it or after an answer
 * that is not known. A stopped instance is to be started, a running one to be rebooted. The
 * instance notes whether it was seen away from running: what comes back by itself needs no reboot.
 * Whether a reboot may be sent is not decided here but by the permits.
 */
export function placeInRestart(
  before: BatchInstance,
  observation: Observation,
  { whenStopped, whenRunning }: RestartBatchOptions,
): { readonly instance: BatchInstance; readonly place: Place } {
  const { state, raw, obstacle } = observation;
  const isAway = state === 'stopped' || state === 'starting' || state === 'stopping';
  const instance = isAway ? { ...before, seenAway: true } : before;
  // Only this look says that something is under way, so nothing is forced after it.
  const underWay = { instance: { ...instance, unsure: true }, place: 'underWay' } as const;
  if (isAway && before.acted && isReboot(before.did) && before.restarts === 0) return underWay;
  if (state !== 'running' || before.did === 'start') {
    const place = placeOf(goalOf('start', instance), instance, observation);
    if (place === 'underWay') return underWay;
    if (place !== 'act') return { instance, place };
    if (whenStopped === 'start') return { instance, place };
    return { instance, place: refusal('Reveille.LeftStopped', `state is ${raw}, and whenStopped is leave`) };
  }
  // An alert that fires while the instance comes back says nothing of the instance that is back.
  if (before.seenAway === true)
    return { instance, place: { verdict: before.acted ? 'confirmed' : 'already', seen: observation } };
  if (whenRunning === 'leave') return { instance, place: { verdict: 'already', seen: observation } };
  if (obstacle === 'locked')
    return { instance, place: refusal('Reveille.Locked', `state is ${raw}: it cannot be rebooted until that is resolved`) };
  if (obstacle !== null) return { instance, place: waits(observation) };
  return { instance, place: 'act' };
}
