import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  QueueDoesNotExist,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { deadLetterQueueName, type QueueOwner, queueName } from '../../shared/domain/names.ts';
import { awsRefusal } from '../terminal/aws-refusal.ts';
import { UsageError } from '../terminal/exit-code.ts';
import { moveLetters } from './dlq-aws-move.ts';
import { handBack, receiveAll } from './dlq-aws-receive.ts';
import { type Received, sendBack } from './dlq-aws-send.ts';
import { type Letter, letterOf } from './dlq-letter.ts';
import type { DeadLetterStore, Rewrite } from './dlq-store.ts';
import { letterTextIn, undeliveredIn } from './dlq-undelivered.ts';

/** The most letters that are shown of one queue. */
const mostLetters = 100;
/** How many seconds SQS hides a letter that was read, unless the letter is handed back earlier. */
const hiddenSeconds = 20;
/** How many seconds a letter may be hidden while all of them are sent back one by one. */
const heldSeconds = 600;

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
      const messages = await receiveAll(sqs, { url, name }, { most: mostLetters, seconds: hiddenSeconds });
      await handBack(sqs, url, messages);
      const letters = messages.map((message) => listedLetter(queue, message));
      return { letters, complete: letters.length < mostLetters };
    },
    redrive: async (queue, rewrite, onMoved) => {
      const name = deadLetterQueueName(queue);
      const url = await urlOf(sqs, name);
      if (url === null) throw noSuchQueue(queue);
      const received = await receiveAll(sqs, { url, name }, { most: Number.POSITIVE_INFINITY, seconds: heldSeconds });
      const letters = received.map((message) => rewritten(message, rewrite));
      if (letters.some(({ message, body }) => body !== message.Body)) {
        const work = { name: queueName(queue), url: (await urlOf(sqs, queueName(queue))) ?? '' };
        const sent = await sendBack(sqs, { letters: { name, url }, work }, letters, onMoved);
        return { queue, status: 'COMPLETED', letters: sent, instances: null, reason: null };
      }
      await handBack(sqs, url, received);
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
    `${deadLetterQueueName(queue)}: AWS has no such queue in this account and region; use those in which Reveille is deployed, and a queue that its accounts or sources need`,
  );
}

async function urlOf(sqs: SQSClient, name: string): Promise<string | null> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? null;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return null;
    throw awsRefusal(error, 'sqs:GetQueueUrl', name);
  }
}

async function arnOf(sqs: SQSClient, url: string, name: string): Promise<string> {
  try {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
    return Attributes?.QueueArn ?? '';
  } catch (error) {
    throw awsRefusal(error, 'sqs:GetQueueAttributes', name);
  }
}

function listedLetter(queue: QueueOwner, message: Message): Letter {
  const undelivered = undeliveredIn(message.MessageAttributes);
  const letter = letterOf(queue, letterTextIn(message), sentAtOf(message.Attributes));
  return undelivered === null ? letter : { ...letter, undelivered };
}

// A letter that nobody changes keeps its raw text, so that SQS can move it.
function rewritten(message: Message, rewrite: Rewrite): Received {
  const text = letterTextIn(message);
  const body = rewrite(text);
  return { message, body: body === text ? (message.Body ?? '') : body };
}

function sentAtOf(attributes: Message['Attributes']): number | null {
  const sentAt = Number(attributes?.SentTimestamp ?? Number.NaN);
  return Number.isNaN(sentAt) ? null : sentAt;
}
