import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dispatchConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { dispatchEnv } from '../../shared/contract/env.ts';
import { announcer } from '../../shared/lambda/announce.ts';
import { batchSender } from '../../shared/lambda/batch-sender.ts';
import { configurationInBundle } from '../../shared/lambda/configuration-in-bundle.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { dispatchFunction } from './app.ts';

const env = dispatchEnv.parse(process.env);

/** The Lambda entry point: environment and clients, nothing else. */
export const handler = dispatchFunction({
  configuration: configurationInBundle(dispatchConfiguration, import.meta.url),
  queueUrls: compact({ alibaba: env.ALIBABA_QUEUE_URL, tencent: env.TENCENT_QUEUE_URL, zenlayer: env.ZENLAYER_QUEUE_URL }),
  send: batchSender(new SQSClient()),
  announce: announcer(new SNSClient(), env.ALERT_TOPIC_ARN),
  telemetry: telemetryOf('dispatch'),
});

function compact<K extends string>(urls: Record<K, string | undefined>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined)) as Partial<Record<K, string>>;
}
