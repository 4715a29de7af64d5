import { GetQueueUrlCommand, type Message, QueueDoesNotExist, type SQSClient } from '@aws-sdk/client-sqs';
import { deadLetterQueueName, letterQueueNames, type QueueOwner, queueName } from '../../shared/domain/names.ts';
import { awsRefusal } from '../terminal/aws-refusal.ts';
import { UsageError } from '../terminal/exit-code.ts';
import { handBack, receiveAll } from './dlq-aws-receive.ts';
import { type Received, sendBack } from './dlq-aws-send.ts';
import { instancesIn, type Letter, letterOf } from './dlq-letter.ts';
import type { DeadLetterStore, Rewrite } from './dlq-store.ts';
import { letterTextIn, undeliveredIn } from './dlq-undelivered.ts';

/** The most letters that are shown of one queue. */
const mostLetters = 100;
/** How many seconds SQS hides a letter that was read, unless the letter is handed back earlier. */
const hiddenSeconds = 20;
/** How many seconds a letter may be hidden while all of them are sent back one by one. */
const heldSeconds = 600;

/**
 * The dead letters in SQS. Everything throws UsageError, in one line, when AWS refuses, cannot be
 * reached or gets no credentials.
 */
export function awsStore(sqs: SQSClient): DeadLetterStore {
  return {
    list: async (queue) => {
      const waiting = await queuesOf(sqs, queue);
      if (waiting.length === 0) return null;
      const letters: Letter[] = [];
      for (const each of waiting) {
        const messages = await receiveAll(sqs, each, { most: mostLetters - letters.length, seconds: hiddenSeconds });
        await handBack(sqs, each.url, messages);
        letters.push(...messages.map((message) => listedLetter(queue, message)));
      }
      return { letters, complete: letters.length < mostLetters };
    },
    // One by one: SQS moves by itself only what it has put aside itself, and letters are written by
    // a function (SQS API reference, StartMessageMoveTask).
    redrive: async (queue, rewrite, onMoved) => {
      const waiting = await queuesOf(sqs, queue);
      if (waiting.length === 0) throw noSuchQueue(queue);
      const work = { name: queueName(queue), url: (await urlOf(sqs, queueName(queue))) ?? '' };
      const sent: string[] = [];
      for (const letters of waiting) {
        const received = await receiveAll(sqs, letters, { most: Number.POSITIVE_INFINITY, seconds: heldSeconds });
        const decided = received.map((message) => rewritten(message, rewrite));
        sent.push(...(await sendBack(sqs, { letters, work }, decided, onMoved)));
      }
      return { queue, letters: sent.length, instances: instancesIn(queue, sent) };
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

/** The dead-letter queues of an owner that exist: an older deployment has no poison queue. */
async function queuesOf(sqs: SQSClient, owner: QueueOwner): Promise<readonly { readonly name: string; readonly url: string }[]> {
  const found = [];
  for (const name of letterQueueNames(owner)) {
    const url = await urlOf(sqs, name);
    if (url !== null) found.push({ name, url });
  }
  return found;
}

function listedLetter(queue: QueueOwner, message: Message): Letter {
  const undelivered = undeliveredIn(message.MessageAttributes);
  const letter = letterOf(queue, letterTextIn(message), sentAtOf(message.Attributes));
  return undelivered === null ? letter : { ...letter, undelivered };
}

// A letter that nobody changes keeps its raw text.
function rewritten(message: Message, rewrite: Rewrite): Received {
  const text = letterTextIn(message);
  const body = rewrite(text);
  return { message, body: body === text ? (message.Body ?? '') : body };
}

function sentAtOf(attributes: Message['Attributes']): number | null {
  const sentAt = Number(attributes?.SentTimestamp ?? Number.NaN);
  return Number.isNaN(sentAt) ? null : sentAt;
}
