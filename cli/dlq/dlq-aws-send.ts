import { DeleteMessageCommand, type Message, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { awsRefusal } from '../terminal/aws-refusal.ts';
import { handBack } from './dlq-aws-receive.ts';
import type { OnMoved } from './dlq-store.ts';

/** A queue by its URL and its name. */
interface Queue {
  readonly url: string;
  readonly name: string;
}

/** A letter that was received, and the text to send back; null for a letter that stays. */
export interface Received {
  readonly message: Message;
  readonly body: string | null;
}

/**
 * Sends letters back one by one. Each is sent before it is deleted: after a crash in between it may come
 * twice, but none is lost. Its group and its attributes go with it. Gives the texts that were sent;
 * throws UsageError when AWS refuses. Letters that were not sent are handed back.
 */
export async function sendBack(
  sqs: SQSClient,
  { letters, work }: { readonly letters: Queue; readonly work: Queue },
  received: readonly Received[],
  onMoved: OnMoved,
): Promise<readonly string[]> {
  const left = new Set(received);
  const going = received.filter(({ body }) => body !== null);
  try {
    for (const [sent, letter] of going.entries()) {
      const { message, body } = letter;
      const { MessageAttributes, Attributes } = message;
      const copy = { MessageBody: body ?? '', MessageAttributes, MessageGroupId: Attributes?.MessageGroupId };
      const toDelete = { QueueUrl: letters.url, ReceiptHandle: message.ReceiptHandle };
      await asked('sqs:SendMessage', work, () => sqs.send(new SendMessageCommand({ QueueUrl: work.url, ...copy })));
      await asked('sqs:DeleteMessage', letters, () => sqs.send(new DeleteMessageCommand(toDelete)));
      left.delete(letter);
      onMoved(sent + 1, going.length);
    }
  } finally {
    await handBack(
      sqs,
      letters.url,
      [...left].map(({ message }) => message),
    );
  }
  return going.map(({ body }) => body ?? '');
}

async function asked(action: string, queue: Queue, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    throw awsRefusal(error, action, queue.name);
  }
}
