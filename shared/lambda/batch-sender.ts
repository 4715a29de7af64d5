import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { FollowUp, WorkMessage } from '../domain/batch.ts';
import { chunk } from '../domain/cut-job.ts';

/** SendMessageBatch takes ten entries (SQS API reference). */
const mostEntries = 10;

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
    for (const group of chunk(followUps, mostEntries)) {
      const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: group.map(entryOf) }));
      const failed = answer.Failed ?? [];
      if (failed.length === 0) continue;
      const reasons = [...new Set(failed.map(({ Code, Message }) => `${Code} ${Message ?? ''}`.trim()))].join('; ');
      throw new Error(`SQS refused ${failed.length} of ${group.length} batches: ${reasons}`);
    }
  };
}

function entryOf({ batch, delaySeconds }: FollowUp, index: number): SendMessageBatchRequestEntry {
  const body: WorkMessage = batch;
  return {
    Id: String(index),
    MessageBody: JSON.stringify(body),
    DelaySeconds: delaySeconds,
    // Fair queues: SQS keeps a hung account's messages from holding up the others (SQS developer
    // guide, "fair queues").
    MessageGroupId: `${batch.account}/${batch.region ?? 'global'}`,
  };
}
