import type { Batch, BatchInstance } from '../batch.ts';
import { wipesDisks } from '../batch-options.ts';
import { type Failure, waitFor } from '../failure.ts';
import { failures } from '../failure-table.ts';
import { askedFor, type Goal, goalOf, isOwn, isReached, isReboot } from '../goal.ts';
import type { Moment } from '../moment.ts';
import { actLater, confirmBy, confirmLater, decided, forceAt, join, type Outcome } from '../outcome.ts';
import { type InstanceVerdict, rejected, seenGood, tooLate } from '../verdict.ts';
import type { Observation } from '../vocabulary.ts';
import { lookOrEnd, notConfirmed, rebootNotSeen } from './not-confirmed.ts';

/**
 * Some providers report the old state for a while after they accepted an action. It is ignored for
 * this long.
 */
const graceMs = 60_000;
/** The shortest time between two looks that both show an instance fallen back. */
const betweenLooksMs = 30_000;

/**
 * What one look after the action leads to. `toForce`: instances whose stop has been under way for
 * so long that it is forced now.
 */
export interface Confirmed {
  readonly outcome: Outcome;
  readonly toForce: readonly BatchInstance[];
}

/**
 * One look after the action. Only the wanted state is success. An instance that fell back is acted
 * on once more at most; one that was stopped without charge may lack capacity, and is started
 * slowly until the deadline. An instance that somebody else takes the other way after an action of
 * ours is left to them; one that no action of ours has reached is acted on as if it had not been on
 * its way. What is stopped after the hours of a restart is left to its schedule. An instance not
 * seen in the wanted state by `confirmBy` is `rejected`.
 */
export function settleConfirm(batch: Batch, seen: ReadonlyMap<string, Observation>, moment: Moment): Confirmed {
  const verdicts: InstanceVerdict[] = [];
  const next: Record<Next, BatchInstance[]> = { look: [], again: [], stock: [], force: [] };
  for (const instance of batch.instances) {
    const step = confirmStep(batch, instance, seen.get(instance.id), moment);
    if ('verdict' in step) verdicts.push(step);
    else next[step.next].push(step.instance);
  }
  const again = actLater({ ...batch, attempt: 0 }, next.again, 0, moment);
  const stock = actLater(batch, next.stock, failures.capacity.waitAtLeastMs, moment);
  return { outcome: join(decided(verdicts), again, stock, confirmLater(batch, next.look, moment)), toForce: next.force };
}

/**
 * After a look that failed: another look until `confirmBy`, then `rejected`, because nobody saw
 * the instance in the wanted state.
 */
export function settleUnconfirmed(batch: Batch, failure: Failure, moment: Moment): Outcome {
  const verdicts: InstanceVerdict[] = [];
  const lookAgain: BatchInstance[] = [];
  for (const instance of batch.instances) {
    if (moment.now < confirmBy(batch, instance)) lookAgain.push(instance);
    else
      verdicts.push(notConfirmed(batch, instance, `the last look failed: ${failure.code} ${failure.message}`, failure.requestId));
  }
  return join(decided(verdicts), confirmLater(batch, lookAgain, moment, waitFor(failure)));
}

type Next = 'look' | 'again' | 'stock' | 'force';
type Step = InstanceVerdict | { readonly next: Next; readonly instance: BatchInstance };

function confirmStep(batch: Batch, before: BatchInstance, observation: Observation | undefined, moment: Moment): Step {
  if (observation === undefined) return lookOrEnd(batch, before, 'the provider does not list it', moment, 'Reveille.NotListed');
  const { state, raw, obstacle } = observation;
  const { action } = batch.job;
  const goal = goalOf(action, before);
  const instance = isReboot(before.did) && isAway(observation) ? { ...before, seenAway: true } : before;
  if (isReached(goal, observation, instance)) return seenGood(instance, 'confirmed', action, observation);
  if (state === goal.undone) {
    if (moment.over?.kind === 'outside-hours') return tooLate(instance, batch.job, moment.over);
    if (instance.notOurs === true) return { next: 'again', instance: anew(batch, instance) };
    return reject(
      instance,
      goal.undoneCode,
      `state is ${raw}: somebody else changed it after its ${askedFor(action, instance)} was accepted`,
    );
  }
  if (state === 'locked' || (state === goal.from && obstacle === 'locked')) {
    return reject(
      instance,
      'Reveille.Locked',
      `state is ${raw} after its ${askedFor(action, instance)} was ${instance.notOurs ? 'seen under way' : 'accepted'}`,
    );
  }
  if (state === goal.from && obstacle === null) return fellBackStep(batch, instance, observation, goal, moment);
  if (state === goal.reached && isOwn(observation.failed, 'reboot', instance) && !mayForce(batch, instance)) {
    const code = instance.seenAway === true ? 'Reveille.FellBack' : rebootNotSeen;
    return reject(instance, code, `its reboot was accepted, and the provider says that it failed: ${raw}`);
  }
  const unmoved = { ...instance, fellBackAt: null };
  // A reboot that did nothing is still running, and a stuck one is under way.
  const isStuck = goal.underWay.has(state) || (isReboot(instance.did) && state === goal.reached);
  if (isStuck && isToForce(batch, instance, moment)) return { next: 'force', instance: unmoved };
  return lookOrEnd(batch, unmoved, `state is still ${raw}`, moment);
}

function mayForce(batch: Batch, instance: BatchInstance): boolean {
  return forceAt(batch, instance) < Number.POSITIVE_INFINITY;
}

/** Whether an instance is plainly not running; an answer that cannot be read says nothing. */
function isAway({ state }: Observation): boolean {
  return state === 'stopping' || state === 'starting' || state === 'stopped';
}

/**
 * Whether a stop that is under way is forced now. A stop that was accepted, or first seen under
 * way, after the deadline is never forced: it may be somebody else's, and the next start may be
 * due. Nor is a stop whose schedule wants its machines running by now.
 */
function isToForce(batch: Batch, instance: BatchInstance, { now, deadline, over }: Moment): boolean {
  if (over !== null && over.kind !== 'late') return false;
  const inTime = instance.acceptedAt !== null && Date.parse(instance.acceptedAt) < deadline;
  return inTime && now >= forceAt(batch, instance) && now < confirmBy(batch, instance);
}

function fellBackStep(batch: Batch, instance: BatchInstance, seen: Observation, goal: Goal, moment: Moment): Step {
  const { action } = batch.job;
  const { raw, failed, billing } = seen;
  const fellBackAt = instance.fellBackAt ?? new Date(moment.now).toISOString();
  const longEnough =
    moment.now - Date.parse(fellBackAt) >= betweenLooksMs &&
    moment.now - Date.parse(instance.acceptedAt ?? fellBackAt) >= graceMs;
  if (!longEnough && !isOwn(failed, askedFor(action, instance), instance))
    return lookOrEnd(batch, { ...instance, fellBackAt }, `state is ${raw}`, moment);
  if (moment.over?.kind === 'outside-hours') return tooLate(instance, batch.job, moment.over);
  if (instance.notOurs === true) return { next: 'again', instance: anew(batch, instance) };
  const isWithoutStock = askedFor(action, instance) === 'start' && billing.is === 'not-charged';
  const why = isWithoutStock ? '; it was stopped without charge, so its capacity may be gone' : '';
  const problem = {
    code: 'Reveille.FellBack',
    message: `its ${askedFor(action, instance)} was accepted, ${goal.fallsBack} ${raw}${why}`,
    requestId: instance.last?.requestId ?? null,
  };
  const again = { ...instance, fellBackAt: null, last: problem };
  const isLeft = batch.options.action === 'restart' && batch.options.whenStopped === 'leave';
  if (isLeft || moment.over !== null || (instance.restarts > 0 && !isWithoutStock)) return rejected(instance, problem);
  if (isWithoutStock) return { next: 'stock', instance: again };
  // An instance that a reboot left stopped is started by the next round.
  return { next: 'again', instance: { ...again, restarts: instance.restarts + 1 } };
}

/**
 * An instance that was on its way by others and is so no more: it is acted on as at first. A disk
 * is not wiped, because the job may have come twice, and the other message may have started it.
 */
function anew({ options }: Batch, instance: BatchInstance): BatchInstance {
  return { ...instance, acted: wipesDisks(options), acceptedAt: null, fellBackAt: null, notOurs: undefined };
}

function reject(instance: BatchInstance, code: string, message: string): InstanceVerdict {
  return rejected(instance, { code, message, requestId: null });
}
