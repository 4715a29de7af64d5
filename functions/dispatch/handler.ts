import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dispatchConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { dispatchEnv } from '../../shared/contract/env.ts';
import { accountQueues } from '../../shared/lambda/account-queues.ts';
import { announcer } from '../../shared/lambda/announce.ts';
import { batchSender } from '../../shared/lambda/batch-sender.ts';
import { configurationInBundle } from '../../shared/lambda/configuration-in-bundle.ts';
import { sendAll } from '../../shared/lambda/queue-sender.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { runRecorder } from '../../shared/store/run-recorder.ts';
import { deployedRunTable } from '../../shared/store/run-table.ts';
import { dispatchFunction } from './app.ts';

const telemetry = telemetryOf('dispatch');
const sqs = new SQSClient();
const env = dispatchEnv.parse(process.env);
const configuration = configurationInBundle(dispatchConfiguration, import.meta.url);

/** The Lambda entry point: environment and clients, nothing else. */
export const handler = dispatchFunction({
  configuration,
  queues: accountQueues(configuration.accounts, env.WORK_QUEUE_URLS),
  send: batchSender(sqs),
  sendWatch: (watch) =>
    sendAll(sqs, env.WATCH_QUEUE_URL, [{ body: JSON.stringify(watch), delaySeconds: 0, group: 'watch' }], 'watches'),
  announce: announcer(new SNSClient(), env.NOTICE_TOPIC_ARN),
  recorder: runRecorder({ table: deployedRunTable(env.TABLE_NAME), now: Date.now, lost: telemetry.lost }),
  telemetry,
});
