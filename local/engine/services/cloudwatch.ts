import * as z from 'zod/mini';
import { AlarmWatch } from '../alarms/alarm-watch.ts';
import { localArn } from '../locality.ts';
import type { AwsService, Deployed, Site } from './aws-service.ts';
import { nameOf, noLocalEffect, type ResourceKind, tags } from './resource-kind.ts';

/**
 * AWS::CloudWatch::Alarm on how many messages of a queue are visible. A queue here always has
 * data; on AWS one that was idle for six hours has none, and its next data may be 15 minutes late
 * (SQS developer guide, "Available CloudWatch metrics").
 */
const alarmProperties = z.strictObject({
  AlarmName: z.optional(z.string()),
  AlarmDescription: z.optional(z.string()),
  Namespace: z.literal('AWS/SQS'),
  MetricName: z.literal('ApproximateNumberOfMessagesVisible'),
  Dimensions: z.tuple([z.strictObject({ Name: z.literal('QueueName'), Value: z.string() })]),
  Statistic: z.literal('Maximum'),
  Period: z.int().check(z.multipleOf(60)),
  EvaluationPeriods: z.int().check(z.minimum(1)),
  DatapointsToAlarm: z.optional(z.int().check(z.minimum(1))),
  Threshold: z.number(),
  ComparisonOperator: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  ActionsEnabled: z.optional(z.boolean()),
  AlarmActions: z.optional(z.array(z.string())),
  OKActions: z.optional(z.array(z.string())),
  // InsufficientDataActions and the value `breaching` are refused: on AWS an idle queue would set
  // them off, and here it would not.
  TreatMissingData: noLocalEffect(
    'A queue here always has data. With these values a queue without data raises no alarm on AWS either.',
    z.enum(['notBreaching', 'missing', 'ignore']),
  ),
  Tags: tags,
});

/**
 * CloudWatch: alarms on queues. What functions write as metrics goes to their log; nobody calls
 * CloudWatch itself.
 */
export const cloudwatch = {
  resources: {
    'AWS::CloudWatch::Alarm': {
      nameProperty: 'AlarmName',
      ref: nameOf,
      attributes: { Arn: ({ name }) => localArn('cloudwatch', `alarm:${name}`) },
      properties: alarmProperties,
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: null,
  deploy: createAlarms,
} satisfies AwsService;

async function createAlarms(site: Site): Promise<Deployed & { readonly alarms: readonly AlarmWatch[] }> {
  const parts = { ...site, now: site.clock.now };
  const alarms = site.stack.resources('AWS::CloudWatch::Alarm').map((alarm) => new AlarmWatch(alarm, parts));
  return { works: alarms, alarms };
}
