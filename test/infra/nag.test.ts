import { App } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { alerting, example, smallest, stackOf } from './example.ts';

/**
 * Findings that are meant, by rule, with their reason.
 *
 * SQS3, a queue without a dead-letter queue: the letters of a provider. Nothing reads them but a
 * person, so no receive can fail five times (docs/adr/0030).
 *
 * APIG4, a route without an authorizer: nobody who sends alerts can sign as AWS wants, and an
 * authorizer of API Gateway does not see the body that a signature is about. Ingest finds out who
 * sends (docs/adr/0024).
 */
const meant: Readonly<Record<string, RegExp>> = {
  'AwsSolutions-SQS3': /^Reveille\/(Alibaba|Tencent|Zenlayer)\/DeadLetters\//,
  'AwsSolutions-APIG4': /^Reveille\/Endpoint\/Api\//,
};

function checked(configuration: Configuration, spoil?: (stack: ReturnType<typeof stackOf>) => void) {
  const app = new App({ analyticsReporting: false });
  const stack = stackOf(configuration, app);
  spoil?.(stack);
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  const found = violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => ({ ruleName, path: constructPath })),
  );
  const isMeant = ({ ruleName, path }: (typeof found)[number]): boolean => meant[ruleName]?.test(path) ?? false;
  return { meant: found.filter(isMeant), violations: found.filter((each) => !isMeant(each)) };
}

it.each([
  { of: 'three providers', configuration: example, found: { 'AwsSolutions-SQS3': 3 } },
  { of: 'one provider', configuration: smallest, found: { 'AwsSolutions-SQS3': 1 } },
  { of: 'sources', configuration: alerting, found: { 'AwsSolutions-SQS3': 3, 'AwsSolutions-APIG4': 4 } },
])('finds nothing with $of but what is meant', ({ configuration, found }) => {
  const { violations, meant: own } = checked(configuration);
  expect(violations).toEqual([]);
  const counts = [...Map.groupBy(own, ({ ruleName }) => ruleName)].map(([rule, each]) => [rule, each.length]);
  expect(Object.fromEntries(counts)).toEqual(found);
});

it('would find a queue without dead letters and TLS', () => {
  const { violations } = checked(smallest, (stack) => new Queue(stack, 'Spoiled'));
  expect(violations.map(({ ruleName }) => ruleName).sort()).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
});
