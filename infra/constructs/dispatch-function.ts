import { Stack } from 'aws-cdk-lib';
import { type Code, EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IDependable } from 'constructs';
import type { DispatchEnvInput, WorkQueueUrls } from '../../shared/contract/env.ts';
import { byProvider } from '../../shared/contract/provider-facts.ts';
import { dispatchFunctionName } from '../../shared/domain/names.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { FunctionQueue } from './function-queue.ts';
import type { MachinesTable } from './machines-table.ts';
import { NodeFunction } from './node-function.ts';
import type { NoticeTopic } from './notice-topic.ts';

/**
 * What dispatch reads from, the watch queue, whom it tells, the work queues it may send to, by provider in use, and
 * the table that it records in.
 */
export interface DispatchFunctionProps {
  readonly code: Code;
  readonly jobs: FunctionQueue;
  readonly watch: FunctionQueue;
  readonly notices: NoticeTopic;
  readonly work: ReadonlyMap<ProviderName, FunctionQueue>;
  readonly machines: MachinesTable;
}

/** The function that cuts jobs into batches: reads the jobs queue, sends to the work queues. */
export class DispatchFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { code, jobs, watch, notices, work, machines }: DispatchFunctionProps) {
    super(scope, id);
    const urls: WorkQueueUrls = byProvider((provider) => work.get(provider)?.queue.queueUrl ?? null);
    const dispatch = new NodeFunction<DispatchEnvInput>(this, 'Node', {
      functionName: dispatchFunctionName,
      code,
      memoryMb: 256,
      // CloudFormation fills in the URLs, which do not exist before it has made the queues.
      environment: {
        TABLE_NAME: machines.table.tableName,
        WATCH_QUEUE_URL: watch.queue.queueUrl,
        NOTICE_TOPIC_ARN: notices.topic.topicArn,
        WORK_QUEUE_URLS: Stack.of(this).toJsonString(urls),
      },
    });
    jobs.grantConsume(dispatch);
    watch.grantSend(dispatch);
    for (const queue of work.values()) queue.grantSend(dispatch);
    notices.grantPublish(dispatch);
    machines.grantRecord(dispatch);
    new EventSourceMapping(this, 'Mapping', {
      target: dispatch.lambda,
      eventSourceArn: jobs.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    this.lambda = dispatch.lambda;
  }

  /**
   * Makes CloudFormation update this function after these rules. Dispatch leaves a job to an
   * earlier rule of its minute, so that rule must be there before dispatch knows it.
   */
  updateAfter(rules: readonly IDependable[]): void {
    this.lambda.node.defaultChild?.node.addDependency(...rules);
  }
}
