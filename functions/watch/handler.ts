import { SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { watchConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { watchEnv } from '../../shared/contract/env.ts';
import { nodeTransport } from '../../shared/http/transport.ts';
import { announcer } from '../../shared/lambda/announce.ts';
import { configurationInBundle } from '../../shared/lambda/configuration-in-bundle.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { deployedTable } from '../../shared/store/item-table.ts';
import { deployedRunTable } from '../../shared/store/run-table.ts';
import { watchStore } from '../../shared/store/watch-store.ts';
import { watchFunction } from './app.ts';
import { pinger } from './ping.ts';

const env = watchEnv.parse(process.env);
const configuration = configurationInBundle(watchConfiguration, import.meta.url);
const sqs = new SQSClient();

/** The Lambda entry point: environment and clients, nothing else. */
export const handler = watchFunction({
  configuration,
  runs: deployedRunTable(env.TABLE_NAME),
  store: watchStore(deployedTable(env.TABLE_NAME)),
  lettersOf: async (provider) => {
    const QueueUrl = env.LETTER_QUEUE_URLS[provider] ?? undefined;
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
    return Number((await sqs.send(asked)).Attributes?.ApproximateNumberOfMessages ?? 0);
  },
  announce: announcer(new SNSClient(), env.NOTICE_TOPIC_ARN),
  ping: configuration.heartbeat === null ? null : pinger(configuration.heartbeat, nodeTransport().send),
  now: Date.now,
  telemetry: telemetryOf('watch'),
});
