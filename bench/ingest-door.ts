import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@aws-lambda-powertools/logger';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ingestFunction } from '../functions/ingest/app.ts';
import { sourceSecrets } from '../functions/ingest/source-secrets.ts';
import { alertMessage } from '../shared/contract/alert-message.ts';
import type { Sender } from '../shared/contract/compiled-configuration.ts';
import { alertSender } from '../shared/lambda/batch-sender.ts';
import { secretReader } from '../shared/lambda/secret-reader.ts';
import { telemetryOf } from '../shared/lambda/telemetry.ts';
import { lambdaContext } from '../test/support/lambda-invocation.ts';
import { alertRequest } from '../test/support/restarts/alert-request.ts';

/** What it cost to take alerts about distinct machines in through the door. */
export interface DoorCost {
  readonly alerts: number;
  readonly inOne: number;
  readonly requests: number;
  /** Requests that were not answered with 202. */
  readonly refused: number;
  /** Messages on the alerts queue, and the calls of SendMessageBatch that brought them there. */
  readonly messages: number;
  readonly sends: number;
  readonly secretReads: number;
  /** Machines that a statement on the queue is about, and statements that are there besides. */
  readonly queued: number;
  readonly twice: number;
  readonly ms: number;
}

const token = 'tok-of-the-bench';
const source: Sender = { kind: 'alertmanager', secret: 'reveille/prometheus', idLabel: 'instance_id', names: {}, labels: [] };
/** So many functions are at work at a time, and each takes one request at a time. */
const functionsAtWork = 5;

/**
 * Sends so many alerts about as many machines to the ingest function, `inOne` to a request, as
 * Alertmanager sends them. The SDK's own clients talk to SQS and Secrets Manager on loopback.
 */
export async function ingestDoor(alerts: number, inOne: number): Promise<DoorCost> {
  const aws = await anAws();
  const telemetry = { ...telemetryOf('ingest'), logger: new Logger({ logLevel: 'SILENT' }), request: () => {} };
  const functionOf = () =>
    ingestFunction({
      sources: { prometheus: source },
      secretOf: sourceSecrets({ read: secretReader(aws.secretsManager), now: Date.now, logger: telemetry.logger }),
      sendAlerts: alertSender(aws.sqs, `${aws.origin}/000000000000/reveille-alerts`),
      telemetry,
      now: Date.now,
    });
  const ids = Array.from({ length: alerts }, (_, n) => `i-${n}`);
  const events = Array.from({ length: Math.ceil(alerts / inOne) }, (_, n) =>
    alertRequest(`request-${n}`, ids.slice(n * inOne, (n + 1) * inOne), { token }),
  );
  const requests = events.length;
  let refused = 0;
  const worker = async (): Promise<void> => {
    const handler = functionOf();
    for (let event = events.pop(); event !== undefined; event = events.pop())
      if ((await handler(event, lambdaContext())).statusCode !== 202) refused += 1;
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: functionsAtWork }, worker));
  const ms = performance.now() - began;
  await aws.close();
  const heard = aws.bodies.flatMap((body) => alertMessage.parse(JSON.parse(body)).statements.map(({ instanceId }) => instanceId));
  const queued = new Set(heard).size;
  const { sends, secretReads, bodies } = aws;
  return {
    alerts,
    inOne,
    requests,
    refused,
    messages: bodies.length,
    sends,
    secretReads,
    queued,
    twice: heard.length - queued,
    ms,
  };
}

/** SQS and Secrets Manager on a free port of this machine, and what they were asked. */
async function anAws() {
  const bodies: string[] = [];
  const counts = { sends: 0, secretReads: 0 };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    if (String(request.headers['x-amz-target']).endsWith('GetSecretValue')) {
      counts.secretReads += 1;
      response.end(JSON.stringify({ SecretString: JSON.stringify({ token }) }));
      return;
    }
    counts.sends += 1;
    const { Entries } = JSON.parse(Buffer.concat(parts).toString()) as { Entries: { Id: string; MessageBody: string }[] };
    bodies.push(...Entries.map(({ MessageBody }) => MessageBody));
    const Successful = Entries.map(({ Id, MessageBody }) => ({ Id, MessageId: Id, MD5OfMessageBody: md5(MessageBody) }));
    response.end(JSON.stringify({ Successful }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { endpoint: origin, region: 'eu-central-1', credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' } };
  const sqs = new SQSClient(options);
  const secretsManager = new SecretsManagerClient(options);
  const close = async (): Promise<void> => {
    sqs.destroy();
    secretsManager.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    ...{ origin, bodies, sqs, secretsManager, close },
    get sends() {
      return counts.sends;
    },
    get secretReads() {
      return counts.secretReads;
    },
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
