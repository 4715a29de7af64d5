import * as z from 'zod/mini';
import { isKnownExpression } from '../scheduler/schedule-expression.ts';
import { noLocalEffect, tags } from './no-local-effect.ts';

/** AWS::Scheduler::ScheduleGroup. */
export const scheduleGroupProperties = z.strictObject({ Name: z.optional(z.string()), Tags: tags });

/** AWS::Scheduler::Schedule: a cron or one-time expression that sends to a queue at the exact minute. */
export const scheduleProperties = z.strictObject({
  Name: z.optional(z.string()),
  GroupName: z.optional(z.string()),
  ScheduleExpression: z
    .string()
    .check(z.refine(isKnownExpression, 'only cron(…) and at(yyyy-mm-ddThh:mm:ss) expressions are known to the local engine')),
  ScheduleExpressionTimezone: z.optional(z.string()),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  Target: z.strictObject({
    Arn: z.string().check(z.regex(/^arn:aws:sqs:/, 'only queues are known to the local engine as targets')),
    RoleArn: z.string(),
    Input: z.string(),
    RetryPolicy: z.optional(
      z.strictObject({
        MaximumEventAgeInSeconds: z.optional(z.int().check(z.minimum(60), z.maximum(86_400))),
        MaximumRetryAttempts: z.optional(z.int().check(z.minimum(0), z.maximum(185))),
      }),
    ),
    DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
  }),
  Description: noLocalEffect('for people'),
});

/** AWS::CloudWatch::Alarm on how many messages of a queue are visible. */
export const alarmProperties = z.strictObject({
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
  InsufficientDataActions: noLocalEffect('a local queue always has data'),
  TreatMissingData: noLocalEffect('a local queue always has data'),
  Tags: tags,
});
