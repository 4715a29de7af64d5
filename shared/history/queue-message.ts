import { type JobMessage, jobMessage } from '../contract/job.ts';
import { workMessage } from '../contract/work-message.ts';
import type { WorkMessage } from '../domain/batch.ts';

/** What the body of a message says: a batch or a find (a dead letter is one), a job, or nothing that Reveille could read. */
export type QueueMessage = { readonly work: WorkMessage } | { readonly job: JobMessage } | null;

/** Reads the raw text of a message on any of the queues. Never throws: what a function cannot read ends in a dead-letter queue. */
export function readQueueMessage(body: string): QueueMessage {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return null;
  }
  const work = workMessage.safeParse(content);
  if (work.success) return { work: work.data };
  const job = jobMessage.safeParse(content);
  return job.success ? { job: job.data } : null;
}
