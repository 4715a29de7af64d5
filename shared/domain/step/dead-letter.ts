import { type Batch, freshInstance, type WorkMessage } from '../batch.ts';
import { hasFailed, type InstanceVerdict } from '../verdict.ts';
import { afresh } from './settle-find.ts';

/**
 * A fresh batch of only the instances that failed, with the reasons. Sent back to its work queue
 * it runs again, and its deadline counts from then. It keeps one thing of each instance: whether a
 * start of the job may have reached it, because then its local disks must not be wiped again. For
 * a find without result, the letter is the find itself. Null when nothing failed.
 */
export function deadLetterOf(message: WorkMessage, verdicts: readonly InstanceVerdict[]): WorkMessage | null {
  const failed = verdicts.filter(hasFailed);
  if (failed.length === 0) return null;
  const failures = failed.map(({ instanceId, verdict, code, message, requestId }) => ({
    instanceId,
    verdict,
    code,
    message,
    requestId,
  }));
  if (message.phase === 'find')
    return { ...afresh(message), sentBack: undefined, told: null, deadline: null, attempt: 0, last: null, failures };
  return { ...freshBatch(message, failed), failures };
}

function freshBatch(batch: Batch, failed: readonly InstanceVerdict[]): Batch {
  return {
    ...batch,
    phase: 'act',
    deadline: null,
    sentBack: undefined,
    told: null,
    rest: undefined,
    attempt: 0,
    looks: 0,
    instances: failed.map(({ instanceId, acted }) => ({ ...freshInstance(instanceId), acted })),
  };
}
