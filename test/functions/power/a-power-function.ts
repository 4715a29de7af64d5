import { powerFunction } from '../../../functions/power/app.ts';
import { workMessage } from '../../../shared/contract/work-message.ts';
import type { WorkMessage } from '../../../shared/domain/batch.ts';
import { announcer } from '../../../shared/lambda/announce.ts';
import { batchSender } from '../../../shared/lambda/batch-sender.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import type { PowerProvider } from '../../../shared/providers/provider.ts';
import { due } from '../../support/a-batch.ts';
import { type AwsAnswer, type AwsCall, anAwsEndpoint, entriesOf } from '../../support/aws-endpoint.ts';
import { lambdaContext, type RecordChanges, sqsEvent, sqsRecord } from '../../support/lambda-invocation.ts';
import { noMemory, noRecorder } from '../../support/no-memory.ts';
import { outputLines } from '../../support/output-lines.ts';
import { aCloud, type CloudChanges, many } from '../../support/providers/a-cloud.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { powerDeps } from './scripted-provider.ts';

/**
 * The real function over the stand-in cloud with two stopped instances, or another provider, and
 * an AWS that takes everything unless `answer` says otherwise.
 */
export async function aPower(
  changes: CloudChanges = {},
  answer?: (call: AwsCall) => AwsAnswer,
  provider?: PowerProvider<unknown>,
) {
  const aws = await anAwsEndpoint(answer);
  const cloud = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 2), changes);
  const accounts = { 'ali-prod': { provider: 'alibaba', secret: 's', endpoint: cloud.clouds.origins.alibaba } } as const;
  const { deps } = powerDeps(provider ?? cloud.provider, {
    accounts,
    readSecret: async () => alibabaPhrasing.credentials,
    now: () => cloud.clock.ms,
  });
  const lines = outputLines();
  const handler = powerFunction(deps, {
    provider: 'alibaba',
    explain: cloud.provider.explain,
    memory: noMemory,
    recorder: noRecorder,
    workQueueUrl: aws.queueUrl('work'),
    deadLetterQueueUrl: aws.queueUrl('letters'),
    schedules: {},
    send: batchSender(aws.sqs),
    announce: announcer(aws.sns, 'arn:aws:sns:eu-central-1:000000000000:alerts'),
    telemetry: telemetryOf('power'),
  });
  const invoke = (body: unknown, record: RecordChanges = { sentAt: due }, remainingMs?: number) =>
    handler(sqsEvent(sqsRecord(body, record)), lambdaContext(remainingMs));
  const mail = () => aws.calls.filter(({ action }) => action === 'SendMessageBatch').flatMap(entriesOf);
  const sent = (): WorkMessage[] => mail().map(({ MessageBody }) => workMessage.parse(JSON.parse(MessageBody)));
  return { ...cloud, aws, lines, invoke, sent, said: (message: string) => lines.filter((line) => line.message === message) };
}
