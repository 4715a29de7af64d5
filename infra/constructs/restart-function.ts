import { Stack } from 'aws-cdk-lib';
import { type Code, EventSourceMapping, type Function as LambdaFunction, RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RestartEnvInput, WorkQueueUrls } from '../../shared/contract/env.ts';
import { byProvider } from '../../shared/contract/provider-facts.ts';
import { restartFunctionName } from '../../shared/domain/names.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { FunctionQueue } from './function-queue.ts';
import type { MachinesTable } from './machines-table.ts';
import { NodeFunction } from './node-function.ts';
import type { NoticeTopic } from './notice-topic.ts';

/**
 * What restart reads from, what it remembers in, whom it tells, and the work queues it may send to,
 * by provider in use.
 */
export interface RestartFunctionProps {
  readonly code: Code;
  readonly alerts: FunctionQueue;
  readonly machines: MachinesTable;
  readonly notices: NoticeTopic;
  readonly work: ReadonlyMap<ProviderName, FunctionQueue>;
}

/** The function that decides about alerts: reads the alerts queue, sends to the work queues. */
export class RestartFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { code, alerts, machines, notices, work }: RestartFunctionProps) {
    super(scope, id);
    const urls: WorkQueueUrls = byProvider((provider) => work.get(provider)?.queue.queueUrl ?? null);
    const restart = new NodeFunction<RestartEnvInput>(this, 'Node', {
      functionName: restartFunctionName,
      code,
      memoryMb: 512,
      // An alert that must wait is a chain of messages, because SQS hides a message for 15 minutes
      // at most. Every chain ends: the alert is acted on, or recovers, or meets a reason that
      // nothing but a person changes, which an empty day budget becomes (ADR 23).
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: {
        TABLE_NAME: machines.table.tableName,
        ALERTS_QUEUE_URL: alerts.queue.queueUrl,
        // CloudFormation fills in the URLs, which do not exist before it has made the queues.
        WORK_QUEUE_URLS: Stack.of(this).toJsonString(urls),
        NOTICE_TOPIC_ARN: notices.topic.topicArn,
      },
    });
    alerts.grantConsume(restart);
    alerts.grantSend(restart);
    for (const queue of work.values()) queue.grantSend(restart);
    machines.grantItems(restart);
    notices.grantPublish(restart);
    new EventSourceMapping(this, 'Mapping', {
      target: restart.lambda,
      eventSourceArn: alerts.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    this.lambda = restart.lambda;
  }
}
