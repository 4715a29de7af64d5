import { App } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { example, smallest, stackOf } from './example.ts';

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

it('would find a queue without dead letters and TLS', () => {
  const { violations } = checked(smallest, (stack) => new Queue(stack, 'Spoiled'));
  expect(violations.map(({ ruleName }) => ruleName).sort()).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
});
