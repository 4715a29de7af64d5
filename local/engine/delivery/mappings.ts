import type { Access } from '../iam/access.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { Stack } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { SourceMapping } from './event-source.ts';

// Lambda starts with five concurrent batches and grows from there; a run on one machine stays at
// five unless the template says more or less (Lambda developer guide, "Configuring scaling
// behavior for SQS event source mappings").
const startingConcurrency = 5;

/**
 * The enabled event source mappings of the stack. Throws {@link TemplateError} where AWS refuses
 * to create one: no such queue or function, a role that may not receive, delete and read
 * attributes, or a visibility timeout shorter than the function's timeout. Also where Lambda would
 * throttle the mapping, which a run would not show.
 */
export function stackMappings(
  stack: Stack,
  find: (nameOrArn: string) => FunctionDefinition,
  access: Access,
): readonly SourceMapping[] {
  const enabled = stack.resources('AWS::Lambda::EventSourceMapping').filter(({ properties }) => properties.Enabled !== false);
  return enabled.map(({ logicalId, properties }) => {
    const queue = stack.resources('AWS::SQS::Queue').find((candidate) => candidate.arn === properties.EventSourceArn);
    if (queue === undefined) throw new TemplateError(`${logicalId}: the stack has no queue ${properties.EventSourceArn}`);
    const definition = find(properties.FunctionName);
    requireQueueAccess(logicalId, access, definition, queue.arn);
    const visibilityMs = (queue.properties.VisibilityTimeout ?? 30) * 1000;
    if (visibilityMs < definition.timeoutMs) {
      throw new TemplateError(
        `${logicalId}: the visibility timeout of ${queue.name} is shorter than the timeout of ${definition.name}`,
      );
    }
    const concurrency = properties.ScalingConfig?.MaximumConcurrency ?? startingConcurrency;
    requireConcurrency(logicalId, definition, concurrency);
    return {
      queueName: queue.name,
      queueArn: queue.arn,
      queueUrl: queue.ref,
      definition,
      batchSize: properties.BatchSize ?? 10,
      concurrency,
      partialResponses: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') === true,
    };
  });
}

// The mapping would invoke more often than the function may run at a time. Lambda throttles what is
// too much, and each throttled receive counts towards the dead letters (Lambda developer guide,
// "Configuring maximum concurrency for Amazon SQS event sources").
function requireConcurrency(logicalId: string, { name, reservedConcurrency }: FunctionDefinition, concurrency: number): void {
  if (reservedConcurrency === null || reservedConcurrency >= concurrency) return;
  throw new TemplateError(
    `${logicalId}: it runs ${concurrency} batches at a time, and ${name} reserves ${reservedConcurrency}; write a MaximumConcurrency of at most ${reservedConcurrency}`,
  );
}

function requireQueueAccess(logicalId: string, access: Access, { roleArn, name }: FunctionDefinition, queueArn: string): void {
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
    if (!access.decide({ kind: 'role', arn: roleArn }, action, queueArn).allowed) {
      throw new TemplateError(`${logicalId}: the role of ${name} does not have the permission ${action} on ${queueArn}`);
    }
  }
}
