import * as z from 'zod/mini';
import { instant, scheduledTimeAttribute } from './job.ts';

// What Scheduler could not do for us: a SendMessage to the jobs queue.
const sendRequest = z.object({ MessageBody: z.string(), QueueUrl: z.string() });

/**
 * The text of a job in a message's body. EventBridge Scheduler buries a job that it could not
 * deliver as the API request that failed, `{"MessageBody":"…","QueueUrl":"…"}` (Scheduler user
 * guide, "Configuring a dead-letter queue"): then it is the text within. A due time that Scheduler
 * did not fill in is filled in with `scheduledTime`, the message's attribute SCHEDULED_TIME; null
 * when the message has none. Any other body is returned as it is.
 */
export function jobText(body: string, scheduledTime: string | null): string {
  const text = requestedText(body) ?? body;
  const due = instant.safeParse(scheduledTime);
  return due.success ? text.replaceAll(scheduledTimeAttribute, due.data) : text;
}

function requestedText(body: string): string | null {
  try {
    const request = sendRequest.safeParse(JSON.parse(body));
    return request.success ? request.data.MessageBody : null;
  } catch {
    return null;
  }
}
