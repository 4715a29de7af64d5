import type { Batch, BatchInstance } from '../batch.ts';
import { type Failure, waitFor } from '../failure.ts';
import { failures } from '../failure-table.ts';
import { askedFor, type Goal, goalOf, isReached, isReboot } from '../goal.ts';
import type { Moment } from '../moment.ts';
import { actLater, confirmBy, confirmLater, decided, forceAt, join, type Outcome } from '../outcome.ts';
import { type InstanceVerdict, rejected, seenGood } from '../verdict.ts';
import type { Observation } from '../vocabulary.ts';

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
 * slowly until the deadline. An instance that somebody else takes the other way is left to them. An
 * instance not seen in the wanted state by `confirmBy` is `rejected`.
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
  if (observation === undefined) return patience(batch, before, 'the provider does not list it', moment, 'Reveille.NotListed');
  const { state, raw, obstacle } = observation;
  const { action } = batch.job;
  const goal = goalOf(action, before);
  const instance = isReboot(before.did) && isAway(observation) ? { ...before, seenAway: true } : before;
  if (isReached(goal, observation, instance)) return seenGood(instance, 'confirmed', action, observation);
  if (state === goal.undone) {
    return reject(
      instance,
      goal.undoneCode,
      `state is ${raw}: somebody else changed it after its ${askedFor(action, instance)} was accepted`,
    );
  }
  if (state === 'locked' || (state === goal.from && obstacle === 'locked')) {
    return reject(instance, 'Reveille.Locked', `state is ${raw} after its ${askedFor(action, instance)} was accepted`);
  }
  if (state === goal.from && obstacle === null) return fellBackStep(batch, instance, observation, goal, moment);
  const unmoved = { ...instance, fellBackAt: null };
  // A reboot that did nothing is still running, and a stuck one is under way.
  const isStuck = goal.underWay.has(state) || (isReboot(instance.did) && state === goal.reached);
  if (isStuck && isToForce(batch, instance, moment)) return { next: 'force', instance: unmoved };
  const code = isReboot(instance.did) && instance.seenAway !== true ? 'Reveille.RebootNotSeen' : 'Reveille.NotConfirmed';
  return patience(batch, unmoved, `state is still ${raw}`, moment, code);
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
  // The failed operation that a provider shows may be yesterday's: only our own request counts.
  const isOwn = failed !== null && failed.action === askedFor(action, instance) && failed.requestId === instance.acceptedBy;
  if (!longEnough && !isOwn) return patience(batch, { ...instance, fellBackAt }, `state is ${raw}`, moment);
  const isWithoutStock = askedFor(action, instance) === 'start' && billing.is === 'not-charged';
  const why = isWithoutStock ? '; it was stopped without charge, so its capacity may be gone' : '';
  const problem = {
    code: 'Reveille.FellBack',
    message: `its ${askedFor(action, instance)} was accepted, ${goal.fallsBack} ${raw}${why}`,
    requestId: instance.last?.requestId ?? null,
  };
  const again = { ...instance, fellBackAt: null, last: problem };
  if (moment.over !== null || (instance.restarts > 0 && !isWithoutStock)) return rejected(instance, problem);
  if (isWithoutStock) return { next: 'stock', instance: again };
  // An instance that a reboot left stopped is started by the next round.
  const next = isReboot(instance.did) ? { ...again, did: undefined } : again;
  return { next: 'again', instance: { ...next, restarts: instance.restarts + 1 } };
}

function patience(batch: Batch, instance: BatchInstance, what: string, { now }: Moment, code = 'Reveille.NotConfirmed'): Step {
  if (now < confirmBy(batch, instance)) return { next: 'look', instance };
  // An operator who asked for a forced stop wants to know why there was none.
  const wasToForce = now >= forceAt(batch, instance) && instance.last !== null;
  const why = wasToForce ? `, and the last problem was ${instance.last.code}: ${instance.last.message}` : '';
  return notConfirmed(batch, instance, `${what}${why}`, wasToForce ? instance.last.requestId : null, code);
}

function notConfirmed(
  batch: Batch,
  instance: BatchInstance,
  problem: string,
  requestId: string | null,
  code = 'Reveille.NotConfirmed',
): InstanceVerdict {
  const minutes = Math.round(batch.options.confirmWithinMs / 60_000);
  const { reached } = goalOf(batch.job.action, instance);
  const what = isReboot(instance.did) ? 'reboot' : 'stop';
  const forced = instance.forced ? `, although a forced ${what} was accepted` : '';
  const seen = code === 'Reveille.RebootNotSeen' ? 'not seen away from running' : `not seen ${reached}`;
  return rejected(instance, {
    code,
    message: `${seen} within ${minutes} min: ${problem}${forced}`,
    requestId,
  });
}

function reject(instance: BatchInstance, code: string, message: string): InstanceVerdict {
  return rejected(instance, { code, message, requestId: null });
}
