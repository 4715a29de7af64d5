import { type Code, EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { DispatchEnvInput } from '../../shared/contract/env.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { AlertTopic } from './alert-topic.ts';
import { NodeFunction } from './node-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** What dispatch reads from, whom it tells, and the work queues it may send to, by provider in use. */
export interface DispatchFunctionProps {
  readonly code: Code;
  readonly jobs: WorkQueue;
  readonly alerts: AlertTopic;
  readonly work: ReadonlyMap<ProviderName, WorkQueue>;
}

const queueUrlNames = {
  alibaba: 'ALIBABA_QUEUE_URL',
  tencent: 'TENCENT_QUEUE_URL',
  zenlayer: 'ZENLAYER_QUEUE_URL',
} as const satisfies Record<ProviderName, keyof DispatchEnvInput>;

/** The function that cuts jobs into batches: reads the jobs queue, sends to the work queues. */
export class DispatchFunction extends Construct {
  readonly functionName: string;

  constructor(scope: Construct, id: string, props: DispatchFunctionProps) {
    super(scope, id);
    const environment: DispatchEnvInput = { ALERT_TOPIC_ARN: props.alerts.topic.topicArn };
    for (const [provider, work] of props.work) environment[queueUrlNames[provider]] = work.queue.queueUrl;
    const dispatch = new NodeFunction<DispatchEnvInput>(this, 'Node', {
      functionName: 'reveille-dispatch',
      code: props.code,
      memoryMb: 256,
      environment,
    });
    props.jobs.grantConsume(dispatch);
    for (const work of props.work.values()) work.grantSend(dispatch);
    props.alerts.grantPublish(dispatch);
    new EventSourceMapping(this, 'Mapping', {
      target: dispatch.lambda,
      eventSourceArn: props.jobs.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    this.functionName = dispatch.lambda.functionName;
  }
}
