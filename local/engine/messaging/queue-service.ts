import * as z from 'zod/mini';
import type { Operation, Service, WireReply } from '../gateway/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { localArn } from '../locality.ts';
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
const received = z.looseObject({ Messages: z.optional(z.array(z.looseObject({ MessageId: z.string() }))) });
const groupPattern = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;
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

/**
 * Keeps the message groups of standard queues (fair queues), which fauxqs drops, and puts them
 * back when a message is received. Fairness itself, the order in which AWS hands out messages of
 * noisy groups, is not imitated.
 */
class FairGroups {
  readonly #groupOf = new Map<string, string>();

  /** Keeps the group of a message that was sent with one. */
  remember(messageId: string, group: unknown): void {
    if (typeof group === 'string') this.#groupOf.set(messageId, group);
  }

  /**
   * The body of a ReceiveMessage answer with each message's group among its attributes, if the
   * request asked for it.
   */
  addTo(body: string, request: Readonly<Record<string, unknown>>): string {
    const asked = [request.MessageSystemAttributeNames, request.AttributeNames].flat();
    if (!asked.includes('All') && !asked.includes('MessageGroupId')) return body;
    const answer = received.parse(JSON.parse(body));
    const messages = answer.Messages?.map((message) => {
      const group = this.#groupOf.get(message.MessageId);
      const attributes = message.Attributes as Record<string, string> | undefined;
      return group === undefined ? message : { ...message, Attributes: { ...attributes, MessageGroupId: group } };
    });
    return JSON.stringify({ ...answer, ...(messages === undefined ? {} : { Messages: messages }) });
  }
}

/**
 * The limits of SendMessage that fauxqs does not hold: a delay of 0 to 900 s, at most 10 message
 * attributes, the characters of a message group (SQS API reference, SendMessage). Throws
 * {@link ServiceError} `InvalidParameterValue`.
 */
function checkMessage(message: Readonly<Record<string, unknown>>): void {
  const delay = message.DelaySeconds;
  if (delay !== undefined && !(typeof delay === 'number' && Number.isInteger(delay) && delay >= 0 && delay <= 900)) {
    throw invalid(`Value ${String(delay)} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`);
  }
  const attributes = Object.keys((message.MessageAttributes as object | undefined) ?? {}).length;
  if (attributes > 10) throw invalid(`Number of message attributes [${attributes}] exceeds the allowed maximum [10].`);
  const group = message.MessageGroupId;
  if (group !== undefined && !(typeof group === 'string' && groupPattern.test(group))) {
    throw invalid(
      `Value ${String(group)} for parameter MessageGroupId is invalid. Reason: 1 to 128 alphanumeric or punctuation characters.`,
    );
  }
}

function invalid(reason: string): ServiceError {
  return new ServiceError('InvalidParameterValue', reason);
}
