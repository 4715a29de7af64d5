import { type Batch, type BatchInstance, problemOf } from '../batch.ts';
import type { BatchOptions } from '../batch-options.ts';
import { type Failure, policyOf, waitFor } from '../failure.ts';
import type { Moment } from '../moment.ts';
import { actLater, actNow, confirmLater, decided, join, type Outcome } from '../outcome.ts';
import type { ActAnswer } from '../port.ts';
import { type InstanceVerdict, rejected } from '../verdict.ts';

/**
 * The answer to the action of a batch: one per id, or one refusal for all. `calls`: how many calls
 * of the action carried each id; none when the pre-check refused and no action was sent.
 */
export type ActReply = ActResult & { readonly calls: ReadonlyMap<string, number> };

type ActResult = { readonly answers: ReadonlyMap<string, ActAnswer> } | { readonly refusal: Failure };

/** What the pre-check has refused: no call of the action carried it. */
export function unsent(result: ActResult): ActReply {
  return { ...result, calls: new Map() };
}

/**
 * After the action, or the pre-check that prevented it: accepted instances are looked at later,
 * failed instances end or come again by the policy of their failure. An id that the answer does
 * not mention has an unknown outcome and is looked at. `carried`: the instances that the call was
 * about.
 */
export function settleAct(batch: Batch, carried: readonly BatchInstance[], reply: ActReply, moment: Moment): Outcome {
  const counted = (instance: BatchInstance) => countedIn(instance, reply);
  if ('refusal' in reply) {
    const { refusal } = reply;
    const outcome = settleFailed(
      batch,
      carried.map((instance) => [counted(instance), refusal]),
      reply,
      moment,
    );
    return policyOf(refusal).notice === 'perAccount' ? { ...outcome, accountFailure: refusal } : outcome;
  }
  const accepted: BatchInstance[] = [];
  const failed: [BatchInstance, Failure][] = [];
  const left: BatchInstance[] = [];
  for (const before of carried) {
    const answer = reply.answers.get(before.id) ?? { result: 'failed', failure: unmentioned };
    if (answer.result === 'accepted') accepted.push(acceptedAt(counted(before), moment.now, answer.requestId));
    else if (answer.result === 'failed') failed.push([answer.failure.unsent ? before : counted(before), answer.failure]);
    else left.push(before);
  }
  return join(confirmLater(batch, accepted, moment), settleFailed(batch, failed, reply, moment), actNow(batch, left, moment));
}

/** The instance with the calls that carried it. */
export function countedIn(instance: BatchInstance, { calls }: ActReply): BatchInstance {
  return { ...instance, attempts: instance.attempts + (calls.get(instance.id) ?? 0) };
}

/**
 * The instance after its action was accepted by a request, or seen under way without one of ours,
 * at `now`.
 */
export function acceptedAt(instance: BatchInstance, now: number, requestId?: string): BatchInstance {
  const accepted = { acceptedAt: new Date(now).toISOString(), acceptedBy: requestId };
  return { ...instance, acted: true, answered: true, ...accepted, fellBackAt: null };
}

/**
 * Whether a refusal of the provider's dry run stops the batch. With SuccessFirst a refusal about
 * an instance does not: the rows of the real call say which instance it is (seed 000). A dry-run
 * job has no real call, so there every refusal counts.
 */
export function preCheckStops(batch: Batch, refusal: Failure): boolean {
  return batch.options.batchMode === 'AllTogether' || batch.options.dryRun || policyOf(refusal).concerns !== 'instance';
}

/**
 * Each failed instance by the policy of its own failure: a verdict, or a later round. Those that
 * wait equally long come again together, and nobody waits for what a neighbour lacks; with
 * AllTogether all wait for the slowest. That round judges, after its look, whether an instance's
 * rounds are used up: an instance that is on its way must not be reported as failed.
 */
function settleFailed(
  batch: Batch,
  failed: readonly (readonly [BatchInstance, Failure])[],
  { calls }: ActReply,
  moment: Moment,
): Outcome {
  const verdicts: InstanceVerdict[] = [];
  const keeping: BatchInstance[] = [];
  const again = new Map<number, BatchInstance[]>();
  const longest = Math.max(0, ...failed.map(([, failure]) => waitFor(failure)));
  for (const [instance, failure] of failed) {
    const policy = policyOf(failure);
    if (policy.orKeep && mayKeep(batch)) {
      keeping.push({ ...instance, answered: true, last: problemOf(failure) });
      continue;
    }
    if (policy.next === 'refuse') {
      verdicts.push(rejected(instance, failure));
      continue;
    }
    const wait = batch.options.batchMode === 'AllTogether' ? longest : waitFor(failure);
    const waiting = again.get(wait) ?? [];
    again.set(wait, waiting);
    waiting.push({
      ...instance,
      retries: instance.retries + (policy.untilDeadline || failure.unsent ? 0 : 1),
      acted: instance.acted || (calls.has(instance.id) && policy.mayHaveActed),
      answered: instance.answered || failure.requestId !== null,
      last: problemOf(failure),
    });
  }
  const kept = actNow({ ...batch, options: keepOf(batch.options) }, keeping, moment);
  return join(decided(verdicts), kept, ...[...again].map(([wait, instances]) => actLater(batch, instances, wait, moment)));
}

/** Whether a stop without charge that is refused may be one with charge. */
function mayKeep({ options }: Batch): boolean {
  return options.action === 'stop' && options.stopMode === 'stop-charging-or-keep' && options.keeps !== true;
}

function keepOf(options: BatchOptions): BatchOptions {
  return options.action === 'stop' ? { ...options, keeps: true } : options;
}

const unmentioned: Failure = {
  kind: 'outcomeUnknown',
  code: 'Reveille.NotAnswered',
  message: 'the answer does not mention this instance',
  requestId: null,
};
