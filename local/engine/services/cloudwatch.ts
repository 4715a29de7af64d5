import * as z from 'zod/mini';
import { AlarmWatch } from '../alarms/alarm-watch.ts';
import { QueueAge, QueueDepth, type Series } from '../alarms/series.ts';
import { localArn } from '../locality.ts';
import type { StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AwsService, Deployed, Site } from './aws-service.ts';
import { nameOf, noLocalEffect, type ResourceKind, tags } from './resource-kind.ts';

const dimension = z.strictObject({ Name: z.string(), Value: z.string() });

/** What the engine counts as AWS does, by namespace (CountedMetrics). */
const counted = ['AWS/Lambda', 'AWS/Scheduler', 'AWS/DynamoDB', 'AWS/ApiGateway'];

/**
 * AWS::CloudWatch::Alarm on one metric: how many messages of a queue are visible, how old its
 * oldest is, or the sum of something that the engine counts. A queue here always has data; on AWS one that was
 * idle for six hours has none, and its next data may be 15 minutes late (SQS developer guide,
 * "Available CloudWatch metrics").
 */
const alarmProperties = z.strictObject({
  AlarmName: z.optional(z.string()),
  AlarmDescription: z.optional(z.string()),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.optional(z.array(dimension)),
  Statistic: z.enum(['Maximum', 'Sum']),
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
  // InsufficientDataActions are refused: an alarm here is never without data.
  TreatMissingData: z.optional(z.enum(['breaching', 'notBreaching', 'missing', 'ignore'])),
  Tags: tags,
});

/**
 * CloudWatch: alarms. What functions write as metrics goes to their log; nobody calls CloudWatch
 * itself.
 */
export const cloudwatch = {
  resources: {
    'AWS::CloudWatch::Alarm': {
      nameProperty: 'AlarmName',
      ref: nameOf,
      attributes: { Arn: ({ name }) => localArn('cloudwatch', `alarm:${name}`) },
      properties: alarmProperties,
    },
    'AWS::CloudWatch::Dashboard': {
      nameProperty: 'DashboardName',
      ref: nameOf,
      attributes: {},
      properties: z.strictObject({
        DashboardName: z.optional(z.string()),
        DashboardBody: noLocalEffect('People look at it. A run does not prove that CloudWatch can draw it.', z.string()),
      }),
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: null,
  deploy: createAlarms,
} satisfies AwsService;

async function createAlarms(site: Site): Promise<Deployed & { readonly alarms: readonly AlarmWatch[] }> {
  const parts = { ...site, now: site.clock.now };
  const alarms = site.stack
    .resources('AWS::CloudWatch::Alarm')
    .map((alarm) => new AlarmWatch(alarm, seriesOf(alarm, site), parts));
  return { works: alarms, alarms };
}

function seriesOf({ logicalId, properties }: StackResource<'AWS::CloudWatch::Alarm'>, { backend, metrics, stack }: Site): Series {
  const { Namespace, MetricName, Statistic, Dimensions = [] } = properties;
  if (Namespace === 'AWS/SQS') {
    const [queue, another] = Dimensions;
    if (
      queue?.Name !== 'QueueName' ||
      another !== undefined ||
      !stack.resources('AWS::SQS::Queue').some(({ name }) => name === queue.Value)
    )
      throw new TemplateError(`${logicalId}: an alarm on a queue names one queue of the stack as QueueName`);
    if (MetricName === 'ApproximateNumberOfMessagesVisible') return new QueueDepth(backend, queue.Value);
    if (MetricName === 'ApproximateAgeOfOldestMessage') return new QueueAge(backend, queue.Value);
  } else if (Statistic === 'Sum' && (counted.includes(Namespace) || !Namespace.startsWith('AWS/'))) {
    const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
    return metrics.seriesOf({ namespace: Namespace, name: MetricName, dimensions });
  }
  throw new TemplateError(`${logicalId}: the local engine does not know the ${Statistic} of ${Namespace} ${MetricName}`);
}
