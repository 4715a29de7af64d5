import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ingestFunction } from '../../../functions/ingest/app.ts';
import { sourceSecrets } from '../../../functions/ingest/source-secrets.ts';
import { type AlertMessage, alertMessage } from '../../../shared/contract/alert-message.ts';
import type { Sender } from '../../../shared/contract/compiled-configuration.ts';
import type { SourceKind } from '../../../shared/domain/vocabulary.ts';
import { alertSender } from '../../../shared/lambda/batch-sender.ts';
import { secretReader } from '../../../shared/lambda/secret-reader.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import { type AwsAnswer, type AwsCall, anAwsEndpoint, entriesOf } from '../../support/aws-endpoint.ts';
import { lambdaContext } from '../../support/lambda-invocation.ts';
import { outputLines } from '../../support/output-lines.ts';

/** Five past one in the night, UTC. */
export const now = Date.UTC(2026, 10, 21, 1, 5);

/** What is in the secret of each source, and what must never be in a log. */
export const token = 'tok-VERY-SECRET';
export const hmacKey = 'key-VERY-SECRET';

/** A source of each kind that sends requests, called like its kind. */
export const senders: Readonly<Record<string, Sender>> = Object.fromEntries(
  (['alertmanager', 'grafana', 'cloudmonitor', 'tencent-monitor', 'uptime-kuma', 'reveille'] as const).map((kind) => [
    kind,
    senderOf(kind),
  ]),
);

function senderOf(kind: SourceKind): Sender {
  return { kind, secret: `reveille/${kind}`, idLabel: 'instance_id', names: { 'web-1': 'i-kuma' }, labels: ['team'] };
}

/** A request as a test says it; `body` is written as JSON unless it is a text or bytes already. */
export interface Request {
  readonly source: string;
  readonly pathToken?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly base64?: boolean;
}

/** A header that proves a request by its token. */
export const bearer = { authorization: `Bearer ${token}` };

/** The headers of a signature of Grafana, or of our own. `at` in epoch milliseconds. */
export function signed(kind: 'grafana' | 'reveille', body: string, key = hmacKey, at = now): Record<string, string> {
  const [header, between] = kind === 'grafana' ? ['x-grafana-alerting', ':'] : ['x-reveille', '.'];
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac('sha256', key).update(`${timestamp}${between}${body}`).digest('hex');
  return { [`${header}-signature`]: signature, [`${header}-timestamp`]: timestamp };
}

/** An event as an HTTP API hands it over (payload format 2.0). */
export function eventOf({ source, pathToken, headers = {}, body, base64 = false }: Request): APIGatewayProxyEventV2 {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
  const rawPath = `/v1/alerts/${source}${pathToken === undefined ? '' : `/${pathToken}`}`;
  const routeKey = `POST /v1/alerts/{source}${pathToken === undefined ? '' : '/{token}'}`;
  const http = { method: 'POST', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' };
  const api = { accountId: '000000000000', apiId: 'api', domainName: 'api.test', domainPrefix: 'api', stage: '$default' };
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    pathParameters: { source, ...(pathToken !== undefined && { token: pathToken }) },
    requestContext: { ...api, http, requestId: 'request-1', routeKey, time: '', timeEpoch: now },
    ...(body !== undefined && { body: bytes.toString(base64 ? 'base64' : 'utf8') }),
    isBase64Encoded: base64,
  };
}

/**
 * The ingest function over a stand-in AWS and everything that it writes, for the length of one
 * test. `answer` says otherwise than that each secret has the token and the queue takes everything.
 */
export async function anIngestFunction(answer: (call: AwsCall) => AwsAnswer = () => undefined) {
  const clock = { now };
  const aws = await anAwsEndpoint(
    (call) => answer(call) ?? (call.action === 'GetSecretValue' ? secretHolding(JSON.stringify({ token })) : undefined),
  );
  const lines = outputLines();
  const telemetry = telemetryOf('ingest');
  const handler = ingestFunction({
    sources: senders,
    secretOf: sourceSecrets({ read: secretReader(aws.secretsManager), now: () => clock.now, logger: telemetry.logger }),
    sendAlerts: alertSender(aws.sqs, aws.queueUrl('alerts')),
    telemetry,
    now: () => clock.now,
  });
  const callsOf = (action: string) => aws.calls.filter((call) => call.action === action);
  return {
    clock,
    lines,
    ask: (request: Request): Promise<APIGatewayProxyStructuredResultV2> => handler(eventOf(request), lambdaContext()),
    secretReads: () => callsOf('GetSecretValue').length,
    /** The messages on the alerts queue. */
    sent: (): AlertMessage[] =>
      callsOf('SendMessageBatch').flatMap((call) =>
        entriesOf(call).map(({ MessageBody }) => alertMessage.parse(JSON.parse(MessageBody))),
      ),
    sends: () => callsOf('SendMessageBatch'),
    /** What was counted: source and outcome of each request. */
    counted: () =>
      lines.flatMap(({ AlertRequests, source, outcome }) => (AlertRequests === undefined ? [] : [[source, outcome]])),
    /** The log lines, without the metrics. */
    logged: () => lines.filter((line) => !('_aws' in line)),
  };
}

/** An answer of Secrets Manager. */
export function secretHolding(SecretString: string): AwsAnswer {
  return [200, { SecretString }];
}

/** The answer to a request that nobody is told anything about. */
export const nothing = { statusCode: 404, headers: {}, body: '' };
