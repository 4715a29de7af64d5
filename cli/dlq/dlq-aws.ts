import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { deadLetterQueueName, type QueueOwner, queueName } from '../../shared/domain/names.ts';
import { UsageError } from '../terminal/exit-code.ts';
import { moveLetters } from './dlq-aws-move.ts';
import { awsRefusal } from './dlq-aws-refusal.ts';
import { letterOf } from './dlq-letter.ts';
import type { DeadLetterStore } from './dlq-store.ts';

/** The most letters that are shown of one queue. */
const mostLetters = 100;
/** How many seconds SQS hides a letter that was read, unless the letter is handed back earlier. */
const hiddenSeconds = 20;

/** What the store needs: a client with the operator's credentials, and a pause in milliseconds. */
export interface AwsParts {
  readonly sqs: SQSClient;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * The dead letters in SQS. Everything throws UsageError, in one line, when AWS refuses, cannot be
 * reached or gets no credentials.
 */
export function awsStore({ sqs, pause }: AwsParts): DeadLetterStore {
  return {
    list: async (queue) => {
      const name = deadLetterQueueName(queue);
      const url = await urlOf(sqs, name);
      if (url === null) return null;
      const messages = await receiveAll(sqs, url, name);
      const letters = messages.map(({ Body = '', Attributes }) => letterOf(queue, Body, sentAtOf(Attributes)));
      return { letters, complete: letters.length < mostLetters };
    },
    redrive: async (queue, onMoved) => {
      const name = deadLetterQueueName(queue);
      const url = await urlOf(sqs, name);
      if (url === null) throw noSuchQueue(queue);
      const source = await arnOf(sqs, url, name);
      // Both queues are of one stack. The destination must be named: letters that a function sent
      // have no source to return to.
      const destination = `${source.slice(0, source.lastIndexOf(':'))}:${queueName(queue)}`;
      return { queue, ...(await moveLetters(sqs, { source, destination }, { pause, onMoved })) };
    },
    notes: {
      listed: `SQS hides a letter that is read. These were handed back at once; a letter that is still hidden comes back within ${hiddenSeconds} s.`,
      redriven: 'They run at once. A machine that fails again comes back as a dead letter, with a notice.',
    },
  };
}

/** The error for a queue that does not exist, as one line. */
export function noSuchQueue(queue: QueueOwner): UsageError {
  return new UsageError(
    `${deadLetterQueueName(queue)}: AWS has no such queue in this account and region; use those in which Reveille is deployed, and a provider that it has an account of`,
  );
}

async function urlOf(sqs: SQSClient, name: string): Promise<string | null> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? null;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return null;
    throw awsRefusal(error, 'GetQueueUrl', name);
  }
}

async function arnOf(sqs: SQSClient, url: string, name: string): Promise<string> {
  try {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
    return Attributes?.QueueArn ?? '';
  } catch (error) {
    throw awsRefusal(error, 'GetQueueAttributes', name);
  }
}

/**
 * Every message once, without deleting any: each stays hidden while the rest is received, and then
 * is handed back.
 */
async function receiveAll(sqs: SQSClient, url: string, name: string): Promise<Message[]> {
  const found = new Map<string, Message>();
  try {
    while (found.size < mostLetters) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(10, mostLetters - found.size),
          VisibilityTimeout: hiddenSeconds,
          // A long poll asks all of SQS's servers: an empty answer then means an empty queue (SQS
          // developer guide, "short and long polling").
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      const fresh = Messages.filter(({ MessageId = '' }) => !found.has(MessageId));
      for (const message of Messages) found.set(message.MessageId ?? '', message);
      // Nothing new: the queue is at its end, or its first letters are visible again already.
      if (fresh.length === 0) break;
    }
  } catch (error) {
    throw awsRefusal(error, 'ReceiveMessage', name);
  } finally {
    await handBack(sqs, url, [...found.values()]);
  }
  return [...found.values()];
}

/**
 * Makes messages visible again at once. When SQS refuses that, they become visible by themselves
 * after a while, so the refusal is not reported.
 */
async function handBack(sqs: SQSClient, url: string, messages: readonly Message[]): Promise<void> {
  const entries = messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle, VisibilityTimeout: 0 }));
  for (let n = 0; n < entries.length; n += 10) {
    const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries: entries.slice(n, n + 10) });
    await sqs.send(command).catch(() => undefined);
  }
}

function sentAtOf(attributes: Message['Attributes']): number | null {
  const sentAt = Number(attributes?.SentTimestamp ?? Number.NaN);
  return Number.isNaN(sentAt) ? null : sentAt;
}
