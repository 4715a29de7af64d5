import * as z from 'zod/mini';
import type { Operation, Service, WireReply, WireRequest } from '../gateway/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { localArn } from '../locality.ts';
import { checkMessage } from './message-limits.ts';
import type { MessagingBackend } from './messaging-backend.ts';

// The permission that each operation needs; a batch needs that of the single operation (service
// authorization reference, SQS).
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

/** SQS: fauxqs, with the limits and the trace header of a request that it lacks. */
export class QueueService implements Service {
  readonly #backend: MessagingBackend;

  constructor(backend: MessagingBackend) {
    this.#backend = backend;
  }

  read({ target, traceHeader, body }: WireRequest): Operation {
    const action = (target ?? '').replace('AmazonSQS.', '');
    if (!Object.hasOwn(permissions, action))
      throw new ServiceError('InvalidAction', `The local engine does not know sqs ${action}`);
    return { action, input: withTraceHeader(JSON.parse(body) as Record<string, unknown>, traceHeader) };
  }

  permission({ action, input }: Operation): { action: string; resource: string } {
    const name = String(input.QueueName ?? String(input.QueueUrl).split('/').at(-1));
    return { action: permissions[action] ?? action, resource: localArn('sqs', name) };
  }

  async perform({ action, input }: Operation): Promise<WireReply> {
    if (action === 'SendMessageBatch') return this.#sendBatch(batch.parse(input));
    if (action === 'SendMessage') checkMessage(input);
    return this.#backend.queueCall(action, input);
  }

  refuse(error: ServiceError): WireReply {
    return {
      status: error.status,
      // SDK v3 takes the code from this header: the protocol keeps the names of the older query
      // protocol.
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
    const answer = JSON.parse(reply.body) as { Successful?: unknown[]; Failed?: unknown[] };
    const allFailed = [...(answer.Failed ?? []), ...failed];
    return {
      ...reply,
      body: JSON.stringify({ Successful: answer.Successful, ...(allFailed.length === 0 ? {} : { Failed: allFailed }) }),
    };
  }
}

/**
 * The input of a call with the trace header of its HTTP request as the system attribute
 * AWSTraceHeader of every message that it sends (SQS developer guide, "Message system attributes").
 * A message that brings its own keeps it.
 */
function withTraceHeader(
  input: Readonly<Record<string, unknown>>,
  header: string | undefined,
): Readonly<Record<string, unknown>> {
  if (header === undefined) return input;
  const AWSTraceHeader = { DataType: 'String', StringValue: header };
  const add = (message: Readonly<Record<string, unknown>>): object => ({
    ...message,
    MessageSystemAttributes: { AWSTraceHeader, ...(message.MessageSystemAttributes as object | undefined) },
  });
  if (Array.isArray(input.Entries)) return { ...input, Entries: input.Entries.map(add) };
  return 'MessageBody' in input ? { ...input, ...add(input) } : input;
}
