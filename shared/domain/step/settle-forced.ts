import { type Batch, type BatchInstance, problemOf } from '../batch.ts';
import { waitFor } from '../failure.ts';
import { isReboot } from '../goal.ts';
import type { Moment } from '../moment.ts';
import { confirmLater, type Outcome } from '../outcome.ts';
import type { ActAnswer } from '../port.ts';
import type { ActReply } from './settle-act.ts';

/**
 * After a power cut for instances whose soft stop or soft reboot was stuck. All of them are looked
 * at again. It does not move `confirmBy`: an instance not seen in the wanted state by then is
 * `rejected`. A power cut that was not accepted is tried again at the next look, which comes no
 * sooner than its failure asks for.
 */
export function settleForced(batch: Batch, carried: readonly BatchInstance[], reply: ActReply, moment: Moment): Outcome {
  let waitAtLeastMs = 0;
  const looked = carried.map((instance): BatchInstance => {
    const answer = 'answers' in reply ? reply.answers.get(instance.id) : { result: 'failed' as const, failure: reply.refusal };
    if (answer?.result === 'notSent') return instance;
    const sent = { ...instance, attempts: instance.attempts + (reply.calls.get(instance.id) ?? 0) };
    if (answer?.result === 'accepted') return { ...sent, forced: true, ...(isReboot(instance.did) && forcedReboot(answer)) };
    if (answer === undefined) return sent;
    waitAtLeastMs = Math.max(waitAtLeastMs, waitFor(answer.failure));
    return { ...(answer.failure.unsent ? instance : sent), last: problemOf(answer.failure) };
  });
  // A power cut works at once, so the looks after it begin anew: soon, then ever more rarely.
  const afresh: Batch = looked.some(({ forced }) => forced) ? { ...batch, phase: 'act' } : batch;
  return confirmLater(afresh, looked, moment, waitAtLeastMs);
}

function forcedReboot({ requestId }: ActAnswer & { readonly result: 'accepted' }): Pick<BatchInstance, 'did' | 'acceptedBy'> {
  return { did: 'force-reboot', acceptedBy: requestId };
}
