import type { Batch, BatchInstance } from './batch.ts';
import { type Failure, policyOf, waitFor } from './failure.ts';
import { actLater, actNow, confirmLater, decided, join, type Moment, type Outcome } from './outcome.ts';
import { takeApart } from './take-apart.ts';
import { type InstanceVerdict, rejected } from './verdict.ts';

/** What became of one id in an action. `notSent`: its own call was never made, because the invocation's time was up. */
export type ActAnswer =
  | { readonly result: 'accepted' }
  | { readonly result: 'failed'; readonly failure: Failure }
  | { readonly result: 'notSent' };

/** The answer to the action of a batch: one per id, or one refusal for all. `sent` is false when the pre-check refused: nothing left. */
export type ActReply =
  | { readonly answers: ReadonlyMap<string, ActAnswer> }
  | { readonly refusal: Failure; readonly sent: boolean };

/**
 * After the action (or the pre-check that prevented it) of the instances it carried: accepted ones are looked at later, failed ones
 * end or come again by their policy. An id that the answer does not mention has an unknown outcome and is looked at.
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

/** The action on this instance was accepted, or found under way, at `now`. */
export function acceptedAt(instance: BatchInstance, now: number): BatchInstance {
  return { ...instance, acted: true, answered: true, acceptedAt: new Date(now).toISOString(), fellBackAt: null };
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
  return policyOf(refusal).alert === 'perAccount' ? { ...outcome, accountFailure: refusal } : outcome;
}

/**
 * Each failed instance by its own failure's policy: a verdict, or one common later round for those that come again. Whether its rounds
 * are used up is judged there, after a look: an instance that is on its way must not be reported as failed.
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
    const { code, message, requestId } = failure;
    again.push({
      ...instance,
      retries: instance.retries + (policy.untilDeadline || failure.unsent ? 0 : 1),
      acted: instance.acted || (sent && policy.mayHaveActed),
      answered: instance.answered || requestId !== null,
      last: { code, message, requestId },
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
