import { setTimeout as timeout } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { restartConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { restartEnv } from '../../shared/contract/env.ts';
import { accountQueues } from '../../shared/lambda/account-queues.ts';
import { announcer } from '../../shared/lambda/announce.ts';
import { alertSender, batchSender } from '../../shared/lambda/batch-sender.ts';
import { configurationInBundle } from '../../shared/lambda/configuration-in-bundle.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { lookUpIn } from '../../shared/restart/look-up.ts';
import { machineHours } from '../../shared/restart/machine-hours.ts';
import { deployedTable } from '../../shared/store/item-table.ts';
import { machineStore } from '../../shared/store/machine-store.ts';
import { runRecorder } from '../../shared/store/run-recorder.ts';
import { deployedRunTable } from '../../shared/store/run-table.ts';
import { restartFunction } from './app.ts';
import { cloudWatchMessages } from './cloudwatch-messages.ts';

const telemetry = telemetryOf('restart');
const env = restartEnv.parse(process.env);
const configuration = configurationInBundle(restartConfiguration, import.meta.url);
const sqs = new SQSClient();

/** The Lambda entry point: environment and clients, nothing else. */
export const handler = restartFunction({
  lookUp: lookUpIn(configuration.restarts),
  hours: machineHours(configuration),
  schedules: configuration.schedules,
  store: machineStore(deployedTable(env.TABLE_NAME), { random: Math.random, sleep: timeout }),
  queues: accountQueues(configuration.accounts, env.WORK_QUEUE_URLS),
  send: batchSender(sqs),
  sendAlerts: alertSender(sqs, env.ALERTS_QUEUE_URL),
  announce: announcer(new SNSClient(), env.NOTICE_TOPIC_ARN),
  readCloudWatch: cloudWatchMessages(configuration),
  recorder: runRecorder({ table: deployedRunTable(env.TABLE_NAME), now: Date.now, lost: telemetry.lost }),
  telemetry,
  now: Date.now,
});
