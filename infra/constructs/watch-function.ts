import { Stack } from 'aws-cdk-lib';
import { type Code, EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { WatchEnvInput, WorkQueueUrls } from '../../shared/contract/env.ts';
import { byProvider } from '../../shared/contract/provider-facts.ts';
import { watchFunctionName } from '../../shared/domain/names.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { FunctionQueue } from './function-queue.ts';
import type { MachinesTable } from './machines-table.ts';
import { NodeFunction } from './node-function.ts';
import type { NoticeTopic } from './notice-topic.ts';

/**
 * What the watch reads from, whom it tells, the table that it reads and remembers in, and the
 * queues whose letters it counts, by provider in use.
 */
export interface WatchFunctionProps {
  readonly code: Code;
  readonly watch: FunctionQueue;
  readonly notices: NoticeTopic;
  readonly machines: MachinesTable;
  readonly work: ReadonlyMap<ProviderName, FunctionQueue>;
}

/** The function that holds the timetable against the run record. It calls no provider. */
export class WatchFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { code, watch, notices, machines, work }: WatchFunctionProps) {
    super(scope, id);
    const urls: WorkQueueUrls = byProvider((provider) => work.get(provider)?.deadLetters.queueUrl ?? null);
    const node = new NodeFunction<WatchEnvInput>(this, 'Node', {
      functionName: watchFunctionName,
      code,
      memoryMb: 256,
      environment: {
        TABLE_NAME: machines.table.tableName,
        NOTICE_TOPIC_ARN: notices.topic.topicArn,
        LETTER_QUEUE_URLS: Stack.of(this).toJsonString(urls),
      },
    });
    watch.grantConsume(node);
    for (const queue of work.values()) queue.grantCountLetters(node);
    machines.grantItems(node);
    machines.grantReadRecord(node);
    notices.grantPublish(node);
    new EventSourceMapping(this, 'Mapping', { target: node.lambda, eventSourceArn: watch.queue.queueArn, batchSize: 1 });
    this.lambda = node.lambda;
  }
}
