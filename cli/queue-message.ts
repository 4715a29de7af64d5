import { batchMessage } from '../shared/contract/batch-message.ts';
import { type JobMessage, jobMessage } from '../shared/contract/job.ts';
import type { Batch } from '../shared/domain/batch.ts';

/** What the body of a message says: a batch (a dead letter is one), a job, or nothing that Reveille could read. */
export type QueueMessage = { readonly batch: Batch } | { readonly job: JobMessage } | null;

/** Reads the raw text of a message on any of the queues. Never throws: what a function cannot read ends in a dead-letter queue. */
export function readQueueMessage(body: string): QueueMessage {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return null;
  }
  const batch = batchMessage.safeParse(content);
  if (batch.success) return { batch: batch.data };
  const job = jobMessage.safeParse(content);
  return job.success ? { job: job.data } : null;
}
