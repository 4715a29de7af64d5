import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { SQSClient } from '@aws-sdk/client-sqs';
import { verifySigV4 } from '../../../local/engine/gateway/sigv4.ts';
import { type ArrivedRequest, serve } from '../../support/scripted-server.ts';

/** One request that SQS received. `signed`: its SigV4 signature was right. */
export interface SqsCall {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly signed: boolean;
}

/** What lies in SQS and how it answers. */
export interface SqsScript {
  /** Bodies by queue name; every queue that exists is named. */
  readonly queues: Readonly<Record<string, readonly string[]>>;
  /** Message attributes of every message, as texts. */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * An error in place of an answer, by action: status, the code in `x-amzn-query-error` and the
   * message.
   */
  readonly refusals?: Readonly<Record<string, readonly [status: number, code: string, message: string]>>;
}

const keys = { accessKeyId: 'AKIADLQ', secretAccessKey: 'dlq-SECRET', sessionToken: 'dlq-TOKEN' };
const accountId = '123456789012';

/** When every message of {@link anSqs} was sent, in epoch milliseconds. */
export const sentAt = Date.parse('2026-11-23T00:31:00Z');

/**
 * SQS on 127.0.0.1 for the length of one test, and the SDK's own client for it. It answers in
 * SQS's JSON protocol.
 */
export async function anSqs(script: SqsScript) {
  const calls: SqsCall[] = [];
  const hidden = new Set<string>();
  const deleted: string[] = [];
  const answers: Readonly<Record<string, (input: SqsCall['input'], origin: string) => object | null>> = {
    GetQueueUrl: ({ QueueName }, origin) =>
      Object.hasOwn(script.queues, String(QueueName)) ? { QueueUrl: `${origin}/${accountId}/${QueueName}` } : null,
    ReceiveMessage: ({ QueueUrl, MaxNumberOfMessages }) => {
      const name = nameIn(QueueUrl);
      const all = (script.queues[name] ?? []).map((Body, n) => ({ id: `${name}-${n}`, Body }));
      const given = all.filter(({ id }) => !hidden.has(id)).slice(0, Number(MaxNumberOfMessages));
      for (const { id } of given) hidden.add(id);
      return { Messages: given.map(({ id, Body }) => messageOf(id, Body, script.attributes ?? {})) };
    },
    ChangeMessageVisibilityBatch: ({ Entries }) => {
      for (const { ReceiptHandle } of Entries as { ReceiptHandle: string }[]) hidden.delete(ReceiptHandle);
      return { Successful: [], Failed: [] };
    },
    SendMessage: ({ MessageBody }) => ({ MessageId: 'sent', MD5OfMessageBody: md5Of(String(MessageBody)) }),
    DeleteMessage: ({ ReceiptHandle }) => {
      deleted.push(String(ReceiptHandle));
      return {};
    },
  };
  const server = await serve((response, request) => {
    const call = callOf(request);
    calls.push(call);
    const refusal = script.refusals?.[call.action];
    if (refusal !== undefined) return refuse(response, ...refusal);
    const body = answers[call.action]?.(call.input, server.origin) ?? null;
    if (body === null)
      return refuse(response, 400, 'AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  });
  const client = new SQSClient({ endpoint: server.origin, region: 'eu-central-1', maxAttempts: 1, credentials: keys });
  return { calls, client, hidden, deleted };
}

function callOf({ path, headers, body }: ArrivedRequest): SqsCall {
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const signed = verifySigV4({ method: 'POST', url: path, headers: flat, body }, new Map([[keys.accessKeyId, keys]]), Date.now());
  return { action: String(headers['x-amz-target']).replace('AmazonSQS.', ''), input: JSON.parse(body), signed: signed.valid };
}

function messageOf(id: string, Body: string, texts: Readonly<Record<string, string>>) {
  const Attributes = { SentTimestamp: String(sentAt), MessageGroupId: 'ali-prod/cn-hangzhou' };
  const MessageAttributes = Object.fromEntries(
    Object.entries(texts).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  return { MessageId: id, ReceiptHandle: id, Body, MD5OfBody: md5Of(Body), Attributes, MessageAttributes };
}

function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

// SQS keeps the codes of its older protocol in this header (SQS developer guide, "AWS JSON
// protocol").
function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-query-error': `${code};Sender` };
  const type =
    code === 'AWS.SimpleQueueService.NonExistentQueue' ? 'com.amazonaws.sqs#QueueDoesNotExist' : `com.amazonaws.sqs#${code}`;
  response.writeHead(status, headers).end(JSON.stringify({ __type: type, message }));
}

function nameIn(queueUrl: unknown): string {
  return String(queueUrl).split('/').at(-1) ?? '';
}
