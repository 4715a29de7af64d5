import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';

/**
 * SendMessageBatch takes ten entries, and 1 MiB in all of them (SQS quotas, "Message batch size").
 */
const mostEntries = 10;
const mostBytes = 1_000_000;

/**
 * A message to send, `delaySeconds` (0–900) from now. `group` names who else it must not hold up.
 */
export interface QueueEntry {
  readonly body: string;
  readonly delaySeconds: number;
  readonly group: string;
}

/**
 * Sends with SendMessageBatch, and reads the `Failed` list that comes with a successful answer.
 * Resolves only when SQS has accepted every message.
 * @throws Error that says how many messages (`what`) SQS refused and why. The caller's own message
 * then stays on its queue, and everything is sent again
 */
export async function sendAll(client: SQSClient, queueUrl: string, messages: readonly QueueEntry[], what: string): Promise<void> {
  for (const group of groupsOf(messages.map(entryOf))) {
    const Entries = group.map((entry, index) => ({ ...entry, Id: String(index) }));
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    const failed = answer.Failed ?? [];
    if (failed.length === 0) continue;
    const reasons = [...new Set(failed.map(({ Code, Message }) => `${Code} ${Message ?? ''}`.trim()))].join('; ');
    throw new Error(`SQS refused ${failed.length} of ${group.length} ${what}: ${reasons}`);
  }
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

function entryOf({ body, delaySeconds, group }: QueueEntry): Entry {
  // Fair queues: SQS keeps a hung account's messages from holding up the others (SQS developer
  // guide, "fair queues").
  return { MessageBody: body, DelaySeconds: delaySeconds, MessageGroupId: group };
}
