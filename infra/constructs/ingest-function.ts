import type { Code, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { IngestEnvInput } from '../../shared/contract/env.ts';
import { ingestFunctionName } from '../../shared/domain/names.ts';
import type { FunctionQueue } from './function-queue.ts';
import { NodeFunction } from './node-function.ts';
import { grantReadSecrets, type StoredSecret } from './read-secrets.ts';

/** The queue it sends to, and the secrets of the sources that send requests. */
export interface IngestFunctionProps {
  readonly code: Code;
  readonly alerts: FunctionQueue;
  readonly secrets: readonly StoredSecret[];
}

/**
 * The function that takes what sources send. It is the only one that strangers reach, so it may
 * read the sources' own secrets and send to the alerts queue, and nothing else.
 */
export class IngestFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { code, alerts, secrets }: IngestFunctionProps) {
    super(scope, id);
    const ingest = new NodeFunction<IngestEnvInput>(this, 'Node', {
      functionName: ingestFunctionName,
      code,
      memoryMb: 512,
      environment: { ALERTS_QUEUE_URL: alerts.queue.queueUrl },
    });
    alerts.grantSend(ingest);
    grantReadSecrets(ingest, ingestFunctionName, secrets);
    this.lambda = ingest.lambda;
  }
}
