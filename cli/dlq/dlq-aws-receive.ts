import { ChangeMessageVisibilityBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { awsRefusal } from '../terminal/aws-refusal.ts';

/**
 * Every message of a queue once, at most `most`, without deleting any: each stays hidden for so
 * many seconds, or until it is handed back. Throws UsageError when AWS refuses; what was received
 * by then is handed back.
 */
export async function receiveAll(
  sqs: SQSClient,
  { url, name }: { readonly url: string; readonly name: string },
  { most, seconds }: { readonly most: number; readonly seconds: number },
): Promise<readonly Message[]> {
  const found = new Map<string, Message>();
  try {
    while (found.size < most) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(10, most - found.size),
          VisibilityTimeout: seconds,
          // A long poll asks all of SQS's servers: an empty answer then means an empty queue (SQS
          // developer guide, "short and long polling").
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ['SentTimestamp', 'MessageGroupId'],
          MessageAttributeNames: ['All'],
        }),
      );
      const fresh = Messages.filter(({ MessageId = '' }) => !found.has(MessageId));
      for (const message of Messages) found.set(message.MessageId ?? '', message);
      // Nothing new: the queue is at its end, or its first letters are visible again already.
      if (fresh.length === 0) break;
    }
  } catch (error) {
    await handBack(sqs, url, [...found.values()]);
    throw awsRefusal(error, 'sqs:ReceiveMessage', name);
  }
  return [...found.values()];
}

/**
 * Makes messages visible again at once. When SQS refuses that, they become visible by themselves
 * after a while, so the refusal is not reported.
 */
export async function handBack(sqs: SQSClient, url: string, messages: readonly Message[]): Promise<void> {
  const entries = messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle, VisibilityTimeout: 0 }));
  for (let n = 0; n < entries.length; n += 10) {
    const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries: entries.slice(n, n + 10) });
    await sqs.send(command).catch(() => undefined);
  }
}
