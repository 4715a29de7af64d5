import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ingestConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { ingestEnv } from '../../shared/contract/env.ts';
import { alertSender } from '../../shared/lambda/batch-sender.ts';
import { configurationInBundle } from '../../shared/lambda/configuration-in-bundle.ts';
import { secretReader } from '../../shared/lambda/secret-reader.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { ingestFunction } from './app.ts';
import { sourceSecrets } from './source-secrets.ts';

const env = ingestEnv.parse(process.env);
const telemetry = telemetryOf('ingest');
// Sources wait for five seconds (CloudMonitor, Tencent Cloud), so nothing waits longer here.
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true };
const read = secretReader(new SecretsManagerClient({ requestHandler, maxAttempts: 2 }));

/** The Lambda entry point: environment and clients, nothing else. */
export const handler = ingestFunction({
  ...configurationInBundle(ingestConfiguration, import.meta.url),
  secretOf: sourceSecrets({ read, now: Date.now, logger: telemetry.logger }),
  sendAlerts: alertSender(new SQSClient({ requestHandler, maxAttempts: 2 }), env.ALERTS_QUEUE_URL),
  telemetry,
  now: Date.now,
});
