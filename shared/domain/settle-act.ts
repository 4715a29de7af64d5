import { type Batch, type BatchInstance, problemOf } from './batch.ts';
import { type Failure, policyOf, waitFor } from './failure.ts';
import type { Moment } from './moment.ts';
import { actLater, actNow, confirmLater, decided, join, type Outcome } from './outcome.ts';
import type { ActAnswer } from './port.ts';
import { type InstanceVerdict, rejected } from './verdict.ts';

/**
 * The answer to the action of a batch: one per id, or one refusal for all. `sent`: false when the
 * pre-check refused and no action was sent.
 */
export type ActReply =
  | { readonly answers: ReadonlyMap<string, ActAnswer> }
  | { readonly refusal: Failure; readonly sent: boolean };

/**
 * After the action, or the pre-check that prevented it: accepted instances are looked at later,
 * failed instances end or come again by the policy of their failure. An id that the answer does
 * not mention has an unknown outcome and is looked at. `carried`: the instances that the call was
 * about.
 */
export function settleAct(
  batch: Batch,
  carried: readonly BatchInstance[],
  absent: ReadonlySet<string>,
  reply: ActReply,
  moment: Moment,
): Outcome {
  if ('refusal' in reply) return settleRefusal(batch, carried, absent, reply, moment);
  const accepted: BatchInstance[] = [];
  const failed: [BatchInstance, Failure][] = [];
  const left: BatchInstance[] = [];
  for (const before of carried) {
    const carriedOut = { ...before, attempts: before.attempts + 1 };
    const answer = reply.answers.get(before.id) ?? { result: 'failed', failure: unmentioned };
    if (answer.result === 'accepted') accepted.push(acceptedAt(carriedOut, moment.now));
    else if (answer.result === 'failed') failed.push([answer.failure.unsent ? before : carriedOut, answer.failure]);
    else left.push(before);
  }
  return join(confirmLater(batch, accepted, moment), settleFailed(batch, failed, true, moment), actNow(batch, left, moment));
}

/** The instance after its action was accepted, or seen under way, at `now`. */
export function acceptedAt(instance: BatchInstance, now: number): BatchInstance {
  return { ...instance, acted: true, answered: true, acceptedAt: new Date(now).toISOString(), fellBackAt: null };
}

/**
 * Whether a refusal of the provider's dry run stops the batch. With SuccessFirst a refusal about
 * an instance does not: the rows of the real call say which instance it is (seed 000). A dry-run
 * job has no real call, so there every refusal counts.
 */
export function preCheckStops(batch: Batch, refusal: Failure): boolean {
  return batch.options.batchMode === 'AllTogether' || batch.options.dryRun || policyOf(refusal).concerns !== 'instance';
}

function settleRefusal(
  batch: Batch,
  carried: readonly BatchInstance[],
  absent: ReadonlySet<string>,
  { refusal, sent }: { readonly refusal: Failure; readonly sent: boolean },
  moment: Moment,
): Outcome {
  const counts = sent && !refusal.unsent;
  const instances = carried.map((instance) => ({ ...instance, attempts: instance.attempts + (counts ? 1 : 0) }));
  const { concerns } = policyOf(refusal);
  if (concerns === 'instance' && instances.length > 1 && batch.options.batchMode !== 'AllTogether') {
    return takeApart(batch, instances, refusal, absent, moment);
  }
  const outcome = settleFailed(
    batch,
    instances.map((instance) => [instance, refusal]),
    sent,
    moment,
  );
  return policyOf(refusal).notice === 'perAccount' ? { ...outcome, accountFailure: refusal } : outcome;
}

/**
 * One instance made a provider refuse a whole call, and the answer does not say which. When the
 * state was to blame, looking again may drop that instance, so the first time the batch stays
 * whole. Otherwise the batch is taken apart: instances the provider does not list from those it
 * lists, else in halves. One offender among 100 costs at most 1 + 2·log2(100) starts.
 */
export function takeApart(
  batch: Batch,
  carried: readonly BatchInstance[],
  failure: Failure,
  absent: ReadonlySet<string>,
  moment: Moment,
): Outcome {
  const policy = policyOf(failure);
  if (policy.next === 'refuse') return join(...parts(carried, absent).map((part) => actNow(batch, part, moment)));
  const again = carried.every((instance) => instance.retries > 0);
  const noted = carried.map((instance) => ({
    ...instance,
    retries: Math.max(1, instance.retries),
    last: problemOf(failure),
  }));
  const groups = again ? parts(noted, absent) : [noted];
  return join(...groups.map((part) => actLater(batch, part, waitFor(failure), moment)));
}

function parts(instances: readonly BatchInstance[], absent: ReadonlySet<string>): BatchInstance[][] {
  const missing = instances.filter((instance) => absent.has(instance.id));
  const listed = instances.filter((instance) => !absent.has(instance.id));
  if (missing.length > 0 && listed.length > 0) return [listed, missing];
  const middle = Math.ceil(instances.length / 2);
  return [instances.slice(0, middle), instances.slice(middle)];
}

/**
 * Each failed instance by the policy of its own failure: a verdict, or one common later round for
 * all that come again. That round judges, after its look, whether an instance's rounds are used
 * up: an instance that is on its way must not be reported as failed.
 */
function settleFailed(
  batch: Batch,
  failed: readonly (readonly [BatchInstance, Failure])[],
  sent: boolean,
  moment: Moment,
): Outcome {
  const verdicts: InstanceVerdict[] = [];
  const again: BatchInstance[] = [];
  let waitAtLeastMs = 0;
  for (const [instance, failure] of failed) {
    const policy = policyOf(failure);
    if (policy.next === 'refuse') {
      verdicts.push(rejected(instance, failure));
      continue;
    }
    again.push({
      ...instance,
      retries: instance.retries + (policy.untilDeadline || failure.unsent ? 0 : 1),
      acted: instance.acted || (sent && policy.mayHaveActed),
      answered: instance.answered || failure.requestId !== null,
      last: problemOf(failure),
    });
    waitAtLeastMs = Math.max(waitAtLeastMs, waitFor(failure));
  }
  return join(decided(verdicts), actLater(batch, again, waitAtLeastMs, moment));
}

const unmentioned: Failure = {
  kind: 'outcomeUnknown',
  code: 'Reveille.NotAnswered',
  message: 'the answer does not mention this instance',
  requestId: null,
};
