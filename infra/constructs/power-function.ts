import { type Code, EventSourceMapping, type Function as LambdaFunction, RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Account } from '../../shared/contract/compiled-configuration.ts';
import type { PowerEnvInput } from '../../shared/contract/env.ts';
import { powerConcurrency } from '../../shared/contract/limits.ts';
import { powerFunctionName } from '../../shared/domain/names.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { FunctionQueue } from './function-queue.ts';
import type { MachinesTable } from './machines-table.ts';
import { NodeFunction } from './node-function.ts';
import type { NoticeTopic } from './notice-topic.ts';
import { grantReadSecrets } from './read-secrets.ts';

/**
 * One provider's function: what it reads from, whom it tells, the accounts whose secrets it may
 * read, and the table that it records and remembers in.
 */
export interface PowerFunctionProps {
  readonly provider: ProviderName;
  readonly code: Code;
  readonly work: FunctionQueue;
  readonly notices: NoticeTopic;
  readonly machines: MachinesTable;
  readonly accounts: Readonly<Record<string, Account>>;
}

/**
 * The function that starts and stops the instances of one provider and looks whether they got
 * there.
 */
export class PowerFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: PowerFunctionProps) {
    super(scope, id);
    const { provider, work, notices, machines } = props;
    const power = new NodeFunction<PowerEnvInput>(this, 'Node', {
      functionName: powerFunctionName(provider),
      code: props.code,
      memoryMb: 512,
      // A batch that waits for capacity or for a slow stop is a chain of far more than 16 rounds.
      // Every chain ends at its deadline or at the end of its confirm phase (ADR 2).
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: {
        PROVIDER: provider,
        WORK_QUEUE_URL: work.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: work.deadLetters.queueUrl,
        NOTICE_TOPIC_ARN: notices.topic.topicArn,
        TABLE_NAME: machines.table.tableName,
      },
    });
    work.grantConsume(power);
    work.grantSend(power);
    work.grantSendDeadLetter(power);
    notices.grantPublish(power);
    machines.grantItems(power);
    grantReadSecrets(power, powerFunctionName(provider), Object.values(props.accounts));
    new EventSourceMapping(this, 'Mapping', {
      target: power.lambda,
      eventSourceArn: work.queue.queueArn,
      // One batch per invocation, so that a batch that fails is delivered again alone.
      batchSize: 1,
      // Each worker's pace is the account's limit divided by this number.
      maxConcurrency: powerConcurrency,
    });
    this.lambda = power.lambda;
  }
}
