import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { FollowUp, WorkMessage } from '../domain/batch.ts';

/** SendMessageBatch takes ten entries, and 1 MiB in all of them (SQS quotas, "Message batch size"). */
const mostEntries = 10;
const mostBytes = 1_000_000;

/**
 * Sends batches to a work queue or dead-letter queue. Resolves only when SQS has accepted every
 * one of them.
 */
export type BatchSender = (queueUrl: string, followUps: readonly FollowUp[]) => Promise<void>;

/**
 * Sends with SendMessageBatch, and reads the `Failed` list that comes with a successful answer.
 * @throws Error that says how many batches SQS refused and why. The caller's own message then
 * stays on its queue, and everything is sent again
 */
export function batchSender(client: SQSClient): BatchSender {
  return async (queueUrl, followUps) => {
    for (const group of groupsOf(followUps.map(entryOf))) {
      const Entries = group.map((entry, index) => ({ ...entry, Id: String(index) }));
      const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      const failed = answer.Failed ?? [];
      if (failed.length === 0) continue;
      const reasons = [...new Set(failed.map(({ Code, Message }) => `${Code} ${Message ?? ''}`.trim()))].join('; ');
      throw new Error(`SQS refused ${failed.length} of ${group.length} batches: ${reasons}`);
    }
  };
}

type Entry = Omit<SendMessageBatchRequestEntry, 'Id'> & { readonly MessageBody: string };

/** Runs of entries that fit into one request. An entry that is too long alone is refused by SQS. */
function groupsOf(entries: readonly Entry[]): Entry[][] {
  const groups: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry.MessageBody);
    const last = groups.at(-1);
    if (last === undefined || last.length === mostEntries || bytes > room) groups.push([entry]);
    else last.push(entry);
    room = (groups.at(-1) === last ? room : mostBytes) - bytes;
  }
  return groups;
}

function entryOf({ batch, delaySeconds }: FollowUp): Entry {
  const body: WorkMessage = batch;
  return {
    MessageBody: JSON.stringify(body),
    DelaySeconds: delaySeconds,
    // Fair queues: SQS keeps a hung account's messages from holding up the others (SQS developer
    // guide, "fair queues").
    MessageGroupId: `${batch.account}/${batch.region ?? 'global'}`,
  };
}
