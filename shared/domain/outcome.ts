import { actDelaySeconds, confirmDelaySeconds, rebootDelaySeconds } from './backoff.ts';
import type { Batch, BatchInstance, FollowUp, WorkMessage } from './batch.ts';
import type { Failure } from './failure.ts';
import { isReboot } from './goal.ts';
import { type Moment, wayBackOf } from './moment.ts';
import type { InstanceVerdict } from './verdict.ts';

/**
 * What one step of a batch leads to. Every instance of the step is in exactly one verdict or one
 * follow-up.
 */
export interface Outcome {
  readonly verdicts: readonly InstanceVerdict[];
  readonly followUps: readonly FollowUp[];
  /** Set when the whole account failed, which a notice of the job tells only once. */
  readonly accountFailure: Failure | null;
  /** Set when a find has cut instances into batches: a report must have verdicts of them. */
  readonly cut: Cut | null;
}

/** Instances that a find has cut into batches. `complete`: its selection has no more of them. */
export interface Cut {
  readonly instances: readonly string[];
  readonly complete: boolean;
}

/** Nothing decided, nothing to do. */
export const nothing: Outcome = { verdicts: [], followUps: [], accountFailure: null, cut: null };

/** Joins the outcomes of the parts of one step. */
export function join(...parts: readonly Outcome[]): Outcome {
  return {
    verdicts: parts.flatMap((part) => part.verdicts),
    followUps: parts.flatMap((part) => part.followUps),
    accountFailure: parts.find((part) => part.accountFailure !== null)?.accountFailure ?? null,
    cut: parts.find((part) => part.cut !== null)?.cut ?? null,
  };
}

/** Verdicts as an outcome. */
export function decided(verdicts: readonly InstanceVerdict[]): Outcome {
  return { ...nothing, verdicts };
}

/**
 * The same batch with only these instances, to act on after the usual backoff and at least
 * `atLeastMs`. Nothing when the list is empty.
 */
export function actLater(batch: Batch, instances: readonly BatchInstance[], atLeastMs: number, moment: Moment): Outcome {
  const limits = { now: moment.now, until: moment.deadline };
  return follow(
    { ...batch, attempt: batch.attempt + 1 },
    instances,
    moment,
    actDelaySeconds(batch.attempt, atLeastMs, moment.random(), limits),
  );
}

/**
 * The same batch with only these instances, to act on at once: what this invocation had no time
 * for. It is no round, so the next wait is no longer for it.
 */
export function actNow(batch: Batch, instances: readonly BatchInstance[], moment: Moment): Outcome {
  return follow(batch, instances, moment, 0);
}

function follow(batch: Batch, instances: readonly BatchInstance[], moment: Moment, delaySeconds: number): Outcome {
  if (instances.length === 0) return nothing;
  const next = onward(batch, instances, moment);
  return { ...nothing, followUps: [{ batch: { ...next, phase: 'act', looks: 0 }, delaySeconds }] };
}

/**
 * The same batch with only these instances, to look at later. The first look after an action comes
 * soon, later looks come ever more rarely and not before `atLeastMs`. One look falls on the
 * instant at which a stop is to be forced.
 */
export function confirmLater(batch: Batch, instances: readonly BatchInstance[], moment: Moment, atLeastMs = 0): Outcome {
  if (instances.length === 0) return nothing;
  const looks = batch.phase === 'confirm' ? batch.looks + 1 : 0;
  const until = Math.min(...instances.map((instance) => nextLookBy(batch, instance, moment.now)));
  const delayOf = instances.some(({ did }) => isReboot(did)) ? rebootDelaySeconds : confirmDelaySeconds;
  const delaySeconds = delayOf(looks, atLeastMs, { now: moment.now, until });
  return { ...nothing, followUps: [{ batch: { ...onward(batch, instances, moment), phase: 'confirm', looks }, delaySeconds }] };
}

/**
 * When an instance must have been seen in the wanted state, in epoch milliseconds; 0 when nothing
 * was accepted for it.
 */
export function confirmBy(batch: Batch, instance: BatchInstance): number {
  return instance.acceptedAt === null ? 0 : Date.parse(instance.acceptedAt) + batch.options.confirmWithinMs;
}

/**
 * When a stop that is still under way, or a reboot that has not come back, is to be forced, in
 * epoch milliseconds; infinity when that is not asked for, was accepted already, or follows a
 * reboot that nobody knows to have been accepted.
 */
export function forceAt({ options }: Batch, { acceptedAt, forced, did, unsure }: BatchInstance): number {
  if (options.action === 'start') return Number.POSITIVE_INFINITY;
  const canBe = options.action === 'stop' || (isReboot(did) && unsure !== true);
  const asked = canBe && options.force && !forced && acceptedAt !== null;
  return asked ? Date.parse(acceptedAt) + options.forceAfterMs : Number.POSITIVE_INFINITY;
}

function nextLookBy(batch: Batch, instance: BatchInstance, now: number): number {
  const force = forceAt(batch, instance);
  return force > now ? Math.min(force, confirmBy(batch, instance)) : confirmBy(batch, instance);
}

function onward({ failures: _, rest: _handedOn, ...batch }: Batch, instances: readonly BatchInstance[], moment: Moment): Batch {
  return { ...batch, ...fixedIn(batch, moment), instances };
}

/**
 * What is fixed in the first round of a dead letter that was sent back: its deadline, so that its
 * follow-ups do not count anew, and that it came from a letter.
 */
export function fixedIn(message: WorkMessage, { deadline }: Moment): Pick<WorkMessage, 'deadline' | 'sentBack'> {
  const sentBack = wayBackOf(message);
  return { deadline: new Date(deadline).toISOString(), ...(sentBack !== null && { sentBack }) };
}
