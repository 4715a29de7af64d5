import { onTestFinished } from 'vitest';
import { ingestFunction } from '../../../functions/ingest/app.ts';
import { sourceSecrets } from '../../../functions/ingest/source-secrets.ts';
import { restartFunction } from '../../../functions/restart/app.ts';
import { ingestPart } from '../../../infra/function-configuration.ts';
import { startClouds } from '../../../local/clouds/clouds.ts';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { byProvider } from '../../../shared/contract/provider-facts.ts';
import { queueName } from '../../../shared/domain/names.ts';
import { accountQueues } from '../../../shared/lambda/account-queues.ts';
import { announcer } from '../../../shared/lambda/announce.ts';
import { alertSender, batchSender } from '../../../shared/lambda/batch-sender.ts';
import { secretReader } from '../../../shared/lambda/secret-reader.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import { lookUpIn } from '../../../shared/restart/look-up.ts';
import { machineHours } from '../../../shared/restart/machine-hours.ts';
import { machineStore } from '../../../shared/store/machine-store.ts';
import { type AwsCall, anAwsEndpoint, entriesOf } from '../aws-endpoint.ts';
import type { AccountPlan } from '../engine/many-accounts.ts';
import { targetOf } from '../fleet.ts';
import { functionsInProcess } from '../functions-in-process.ts';
import { lambdaContext, sqsEvent, sqsRecord } from '../lambda-invocation.ts';
import { MessageQueues, type WaitingMessage } from '../message-queues.ts';
import { noRecorder } from '../no-memory.ts';
import { outputLines } from '../output-lines.ts';
import { scenarioKeys } from '../scenario.ts';
import { memoryTable } from '../table/memory-table.ts';
import { alertRequest } from './alert-request.ts';

const token = 'tok-of-the-chain';
const begin = Date.parse('2026-11-23T00:30:00Z');

/** What AWS was asked for, from the request of a source to the last verdict. */
export interface ChainCost {
  readonly requests: number;
  readonly invocations: number;
  /** Sends, and for each message a receive and a delete. */
  readonly queueRequests: number;
  readonly reads: number;
  readonly writes: number;
  readonly secretReads: number;
  readonly logBytes: number;
  /** Distinct metrics: a name with its dimensions. */
  readonly metrics: number;
  readonly confirmed: number;
}

/**
 * One alert about each machine of an account, one request each, through the real ingest, restart
 * and power functions in this process, with the defaults of a restart.
 */
export async function alertChain({ provider, ids, instances }: AccountPlan): Promise<ChainCost> {
  const clock = { ms: begin };
  const now = () => clock.ms;
  const clouds = await startClouds({ credentials: scenarioKeys, instances }, { now });
  onTestFinished(() => clouds.close());
  const configuration = parseConfiguration(
    JSON.stringify({
      accounts: { [provider]: { provider, secret: provider, endpoint: clouds.origins[provider] } },
      schedules: { nightly: { timezone: 'UTC', start: { cron: '0 1 * * ? *' }, targets: [targetOf[provider](ids)] } },
      sources: { prometheus: { kind: 'alertmanager', secret: 'prometheus' } },
      restarts: { 'web-down': { sources: ['prometheus'], match: {}, schedule: 'always', targets: [targetOf[provider](ids)] } },
    }),
    'the chain',
  );
  const queues = new MessageQueues();
  const secretTexts: Readonly<Record<string, object>> = { prometheus: { token }, [provider]: scenarioKeys[provider] };
  const aws = await anAwsEndpoint(({ action, input, ...call }: AwsCall) => {
    if (action === 'GetSecretValue') return [200, { SecretString: JSON.stringify(secretTexts[String(input.SecretId)]) }];
    const queue = String(input.QueueUrl).split('/').at(-1) ?? '';
    if (action === 'SendMessageBatch')
      for (const { MessageBody, DelaySeconds } of entriesOf({ action, input, ...call }))
        queues.send(queue, MessageBody, clock.ms, DelaySeconds);
    return undefined;
  });
  const lines = outputLines();
  const table = memoryTable();
  const ingest = ingestFunction({
    ...ingestPart(configuration),
    secretOf: sourceSecrets({ read: secretReader(aws.secretsManager), now, logger: telemetryOf('ingest').logger }),
    sendAlerts: alertSender(aws.sqs, aws.queueUrl(queueName('alerts'))),
    telemetry: telemetryOf('ingest'),
    now,
  });
  const restart = restartFunction({
    lookUp: lookUpIn(configuration.restarts),
    hours: machineHours(configuration),
    schedules: configuration.schedules,
    store: machineStore(table, { random: () => 0.5, sleep: async () => {} }),
    queues: accountQueues(
      configuration.accounts,
      byProvider((name) => aws.queueUrl(queueName(name))),
    ),
    send: batchSender(aws.sqs),
    sendAlerts: alertSender(aws.sqs, aws.queueUrl(queueName('alerts'))),
    announce: announcer(aws.sns, 'arn:aws:sns:eu-central-1:000000000000:alerts'),
    recorder: noRecorder,
    readCloudWatch: () => [],
    telemetry: telemetryOf('restart'),
    now,
  });
  const power = functionsInProcess({ configuration, aws, clock, table });
  for (const id of ids)
    await ingest(alertRequest(`request-${id}`, [id], { token, startsAt: new Date(begin).toISOString() }), lambdaContext());
  let received = 0;
  const play = async (message: WaitingMessage): Promise<unknown> => {
    const { owner, body, sentAt, receives } = message;
    if (owner !== 'alerts') return power(owner)(message);
    return restart(sqsEvent(sqsRecord(body, { sentAt, receiveCount: receives })), lambdaContext());
  };
  for (let message = queues.receive(); message !== undefined; message = queues.receive()) {
    received += 1;
    clock.ms = Math.max(clock.ms, message.dueAt);
    await play(message);
  }
  const countOf = (action: string) => aws.calls.filter((call) => call.action === action).length;
  return {
    requests: ids.length,
    invocations: ids.length + received,
    queueRequests: countOf('SendMessageBatch') + 2 * received,
    reads: table.did.filter(({ what }) => what === 'read').length,
    writes: table.did.filter(({ what }) => what !== 'read').length,
    secretReads: countOf('GetSecretValue'),
    logBytes: lines.reduce((sum, line) => sum + JSON.stringify(line).length + 1, 0),
    metrics: new Set(lines.flatMap(metricsIn)).size,
    confirmed: lines.filter(
      ({ message, record }) => message === 'verdict' && (record as { verdict?: string }).verdict === 'confirmed',
    ).length,
  };
}

interface Emf {
  readonly CloudWatchMetrics: readonly {
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: string }[];
  }[];
}

/** The metrics that a log line writes (CloudWatch embedded metric format). */
function metricsIn(line: Record<string, unknown>): string[] {
  const emf = line._aws as Emf | undefined;
  return (emf?.CloudWatchMetrics ?? []).flatMap(({ Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name }) => Dimensions.map((names) => [Name, ...names.map((name) => `${name}=${line[name]}`)].join(' '))),
  );
}
