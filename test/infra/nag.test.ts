import { App } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { alerting, example, smallest, stackOf } from './example.ts';

function checked(configuration: Configuration, spoil?: (stack: ReturnType<typeof stackOf>) => void) {
  const app = new App({ analyticsReporting: false });
  const stack = stackOf(configuration, app);
  spoil?.(stack);
  const checks = new AwsSolutionsChecks(app);
  return checks.validateScope(app);
}

it.each([
  { of: 'three providers', configuration: example },
  { of: 'one provider', configuration: smallest },
])('finds nothing to acknowledge with $of', ({ configuration }) => {
  expect(checked(configuration).violations).toEqual([]);
});

// Nobody who sends alerts can sign as AWS wants, and an authorizer of API Gateway does not see the
// body that a signature is about: ingest finds out who sends (docs/adr/0024).
it('finds with sources only that the routes have no authorizer', () => {
  const { violations } = checked(alerting);
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['AwsSolutions-APIG4']);
  const where = violations.flatMap(({ violatingResources }) =>
    violatingResources.map(({ constructPath }) => constructPath ?? ''),
  );
  expect(where).toHaveLength(4);
  expect(where.filter((path) => !path.startsWith('Reveille/Endpoint/Api/'))).toEqual([]);
});

it('would find a queue without dead letters and TLS', () => {
  const { violations } = checked(smallest, (stack) => new Queue(stack, 'Spoiled'));
  expect(violations.map(({ ruleName }) => ruleName).sort()).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
});
