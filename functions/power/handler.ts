import { randomUUID } from 'node:crypto';
import { setTimeout as timeout } from 'node:timers/promises';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { powerConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { powerEnv } from '../../shared/contract/env.ts';
import { nodeTransport } from '../../shared/http/transport.ts';
import { announcer } from '../../shared/lambda/announce.ts';
import { batchSender } from '../../shared/lambda/batch-sender.ts';
import { configurationInBundle } from '../../shared/lambda/configuration-in-bundle.ts';
import { secretReader } from '../../shared/lambda/secret-reader.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { paceOf } from '../../shared/providers/account-pace.ts';
import { providerOf } from '../../shared/providers/registry.ts';
import { hoursOf } from '../../shared/schedule/hours.ts';
import { deployedTable } from '../../shared/store/item-table.ts';
import { machineStore } from '../../shared/store/machine-store.ts';
import { runRecorder } from '../../shared/store/run-recorder.ts';
import { deployedRunTable } from '../../shared/store/run-table.ts';
import { powerFunction } from './app.ts';
import { tableMemory } from './restart-memory.ts';

const env = powerEnv.parse(process.env);
const telemetry = telemetryOf('power');
const { accounts, schedules, calendars } = configurationInBundle(powerConfiguration, import.meta.url);
const sleep = (ms: number, signal: AbortSignal) => timeout(ms, undefined, { signal });
const provider = providerOf(env.PROVIDER, {
  send: nodeTransport().send,
  now: Date.now,
  nonce: randomUUID,
  // Made here, so that it lives as long as the function's environment: the invocations of one
  // worker share their pace.
  pace: paceOf(accounts, { now: Date.now, sleep }),
  count: (action) => telemetry.call(env.PROVIDER, action),
});

const store = machineStore(deployedTable(env.TABLE_NAME), { random: Math.random, sleep: timeout });
const memory = tableMemory({ store, now: Date.now, logger: telemetry.logger });

/** The Lambda entry point: environment and clients, nothing else. */
export const handler = powerFunction(
  {
    provider,
    accounts,
    readSecret: secretReader(new SecretsManagerClient()),
    now: Date.now,
    random: Math.random,
    memory,
    ...hoursOf({ schedules, calendars }),
  },
  {
    provider: env.PROVIDER,
    explain: provider.explain,
    memory,
    recorder: runRecorder({ table: deployedRunTable(env.TABLE_NAME), now: Date.now, lost: telemetry.lost }),
    workQueueUrl: env.WORK_QUEUE_URL,
    deadLetterQueueUrl: env.DEAD_LETTER_QUEUE_URL,
    schedules,
    send: batchSender(new SQSClient()),
    announce: announcer(new SNSClient(), env.NOTICE_TOPIC_ARN),
    telemetry,
  },
);
