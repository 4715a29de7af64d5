import * as z from 'zod/mini';
import { type AlertMessage, alertMessage } from '../contract/alert-message.ts';
import { type JobMessage, jobMessage } from '../contract/job.ts';
import { jobText } from '../contract/undelivered-job.ts';
import { workMessage } from '../contract/work-message.ts';
import type { WorkMessage } from '../domain/batch.ts';

/** What of a CloudWatch alarm's change tells people which alarm it is. */
const alarmChange = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  detail: z.object({ alarmName: z.string(), state: z.object({ value: z.string() }) }),
});

/**
 * The content of a message: a batch or a find, a job, alerts of a source, a change of a CloudWatch
 * alarm as EventBridge has put it there, or null when Reveille cannot read it. A dead letter of a
 * provider is a batch or a find.
 */
export type QueueMessage =
  | { readonly work: WorkMessage }
  | { readonly job: JobMessage }
  | { readonly alerts: AlertMessage }
  | { readonly alarm: { readonly name: string; readonly state: string } }
  | null;

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
  if (job.success) return { job: job.data };
  const alerts = alertMessage.safeParse(content);
  if (alerts.success) return { alerts: alerts.data };
  const change = alarmChange.safeParse(content);
  if (!change.success) return null;
  const { alarmName: name, state } = change.data.detail;
  return { alarm: { name, state: state.value } };
}
