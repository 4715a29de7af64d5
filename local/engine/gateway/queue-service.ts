import * as z from 'zod/mini';
import { localArn } from '../locality.ts';
import { FairGroups } from './fair-groups.ts';
import type { MessagingBackend } from './messaging-backend.ts';
import { checkMessage } from './queue-limits.ts';
import type { Operation, Service, WireReply } from './service.ts';
import { ServiceError } from './service-error.ts';

// The permission behind each operation; batches have none of their own (service authorization reference, Amazon SQS).
const permissions: Readonly<Record<string, string>> = {
  SendMessage: 'sqs:SendMessage',
  SendMessageBatch: 'sqs:SendMessage',
  ReceiveMessage: 'sqs:ReceiveMessage',
  DeleteMessage: 'sqs:DeleteMessage',
  DeleteMessageBatch: 'sqs:DeleteMessage',
  ChangeMessageVisibility: 'sqs:ChangeMessageVisibility',
  ChangeMessageVisibilityBatch: 'sqs:ChangeMessageVisibility',
  GetQueueAttributes: 'sqs:GetQueueAttributes',
  GetQueueUrl: 'sqs:GetQueueUrl',
};

const batch = z.object({ QueueUrl: z.string(), Entries: z.array(z.looseObject({ Id: z.string() })) });
const json = { 'content-type': 'application/x-amz-json-1.0' };

/** SQS: fauxqs, with the limits and the message groups it lacks. */
export class QueueService implements Service {
  readonly #backend: MessagingBackend;
  readonly #groups = new FairGroups();

  constructor(backend: MessagingBackend) {
    this.#backend = backend;
  }

  read({ target, body }: { target: string | undefined; body: string }): Operation {
    const action = (target ?? '').replace('AmazonSQS.', '');
    if (!Object.hasOwn(permissions, action))
      throw new ServiceError('InvalidAction', `The local engine does not know sqs ${action}`);
    return { action, input: JSON.parse(body) as Record<string, unknown> };
  }

  permission({ action, input }: Operation): { action: string; resource: string } {
    const name = String(input.QueueName ?? String(input.QueueUrl).split('/').at(-1));
    return { action: permissions[action] ?? action, resource: localArn('sqs', name) };
  }

  async perform({ action, input }: Operation): Promise<WireReply> {
    if (action === 'SendMessageBatch') return this.#sendBatch(batch.parse(input));
    if (action === 'SendMessage') checkMessage(input);
    const reply = await this.#backend.queueCall(action, input);
    if (reply.status >= 400) return reply;
    if (action === 'SendMessage') this.#groups.remember(JSON.parse(reply.body).MessageId, input.MessageGroupId);
    return action === 'ReceiveMessage' ? { ...reply, body: this.#groups.addTo(reply.body, input) } : reply;
  }

  refuse(error: ServiceError): WireReply {
    return {
      status: error.status,
      // SDK v3 takes the code from this header: the protocol keeps the names of the older query protocol.
      headers: { ...json, 'x-amzn-query-error': `${error.code};Sender` },
      body: JSON.stringify({ __type: `com.amazonaws.sqs#${error.code}`, message: error.message }),
    };
  }

  denied(message: string): ServiceError {
    return new ServiceError('AccessDenied', message, 403);
  }

  async #sendBatch({ QueueUrl, Entries }: z.infer<typeof batch>): Promise<WireReply> {
    const failed: Record<string, unknown>[] = [];
    const good = Entries.filter((entry) => {
      try {
        checkMessage(entry);
        return true;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
        return false;
      }
    });
    if (failed.length > 0 && good.length === 0) return { status: 200, headers: json, body: JSON.stringify({ Failed: failed }) };
    const reply = await this.#backend.queueCall('SendMessageBatch', { QueueUrl, Entries: good });
    if (reply.status >= 400) return reply;
    const answer = JSON.parse(reply.body) as { Successful?: { Id: string; MessageId: string }[]; Failed?: unknown[] };
    const groupOf = new Map(good.map((entry) => [entry.Id, entry.MessageGroupId]));
    for (const sent of answer.Successful ?? []) this.#groups.remember(sent.MessageId, groupOf.get(sent.Id));
    const allFailed = [...(answer.Failed ?? []), ...failed];
    return {
      ...reply,
      body: JSON.stringify({ Successful: answer.Successful, ...(allFailed.length === 0 ? {} : { Failed: allFailed }) }),
    };
  }
}
