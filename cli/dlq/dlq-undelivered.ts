import type { Message } from '@aws-sdk/client-sqs';
import { jobText } from '../../shared/contract/undelivered-job.ts';

/**
 * Why EventBridge Scheduler could not deliver a job, or EventBridge an alarm, in the words of the
 * service that refused it.
 */
export interface Undelivered {
  readonly code: string;
  readonly message: string;
}

type Attributes = Message['MessageAttributes'];

const longest = 300;

/**
 * What Scheduler wrote into the attributes of a job that it could not deliver, and EventBridge into
 * those of an event (user guides of both, "dead-letter queue"), each text on one line and cut to
 * 300 characters; null for a message that neither has buried.
 */
export function undeliveredIn(attributes: Attributes): Undelivered | null {
  const code = attributes?.ERROR_CODE?.StringValue;
  if (code === undefined) return null;
  return { code: onOneLine(code), message: onOneLine(attributes?.ERROR_MESSAGE?.StringValue ?? '') };
}

/** The text of a dead letter in SQS: of a job that Scheduler could not deliver it is the job. */
export function letterTextIn({ Body = '', MessageAttributes }: Message): string {
  return jobText(Body, MessageAttributes?.SCHEDULED_TIME?.StringValue ?? null);
}

function onOneLine(text: string): string {
  const characters = [...text.replace(/[\s\p{C}]+/gu, ' ').trim()];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : characters.join('');
}
