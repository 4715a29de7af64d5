import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type ArrivedRequest, serve } from './scripted-server.ts';

/** One call that AWS received: the action and its input, as the SDK wrote it. */
export interface AwsCall {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An entry of a SendMessageBatch. */
export interface SentEntry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
}

/** An answer other than the good one: `[status, body]`, or nothing where the good one will do. */
export type AwsAnswer = readonly [status: number, body: object] | undefined;

/**
 * SQS, SNS and Secrets Manager behind one origin for the length of one test, and the SDK's own
 * clients for them, which never retry.
 */
export async function anAwsEndpoint(answer: (call: AwsCall, number: number) => AwsAnswer = () => undefined) {
  const calls: AwsCall[] = [];
  const server = await serve((response, request) => {
    const call = callOf(request);
    const other = answer(call, calls.push(call) - 1);
    if (other) response.writeHead(other[0], { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(other[1]));
    else answerWell(response, call);
  });
  const options = {
    endpoint: server.origin,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
  };
  return {
    calls,
    queueUrl: (name: string) => `${server.origin}/000000000000/${name}`,
    sqs: new SQSClient(options),
    sns: new SNSClient(options),
    secretsManager: new SecretsManagerClient(options),
  };
}

/** The entries of a SendMessageBatch call. */
export function entriesOf({ input }: AwsCall): readonly SentEntry[] {
  return input.Entries as readonly SentEntry[];
}

// SQS and Secrets Manager speak JSON and name the action in a header, SNS speaks forms and XML.
function callOf({ headers, body }: ArrivedRequest): AwsCall {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { action: target.replace(/.*\./, ''), input: JSON.parse(body) };
  const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
  return { action: Action, input };
}

function answerWell(response: ServerResponse, call: AwsCall): void {
  if (call.action === 'Publish') {
    response.end('<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>');
    return;
  }
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const Successful = entriesOf(call).map(({ Id, MessageBody }) => ({ Id, MessageId: Id, MD5OfMessageBody: md5(MessageBody) }));
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ Successful }));
}
