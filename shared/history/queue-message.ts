import { type JobMessage, jobMessage } from '../contract/job.ts';
import { jobText } from '../contract/undelivered-job.ts';
import { workMessage } from '../contract/work-message.ts';
import type { WorkMessage } from '../domain/batch.ts';

/**
 * The content of a message: a batch or a find, a job, or null when Reveille cannot read it. A dead
 * letter is a batch or a find.
 */
export type QueueMessage = { readonly work: WorkMessage } | { readonly job: JobMessage } | null;

/**
 * Reads the raw text of a message on any of the queues, also of a job that Scheduler could not
 * deliver. Never throws: the dead-letter queues hold unreadable messages too.
 */
export function readQueueMessage(body: string): QueueMessage {
  let content: unknown;
  try {
    content = JSON.parse(jobText(body, null));
  } catch {
    return null;
  }
  const work = workMessage.safeParse(content);
  if (work.success) return { work: work.data };
  const job = jobMessage.safeParse(content);
  return job.success ? { job: job.data } : null;
}
