import * as z from 'zod/mini';
import { localArn } from '../locality.ts';
import { queueUrlOf } from '../messaging/stack-queues.ts';
import { isKnownExpression } from '../scheduler/schedule-expression.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import type { AwsService, Deployed, Site } from './aws-service.ts';
import { forPeople, nameOf, type ResourceKind, tags } from './resource-kind.ts';

/**
 * AWS::Scheduler::Schedule: a cron or one-time expression that sends to a queue at the exact
 * minute.
 */
const scheduleProperties = z.strictObject({
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
  Description: forPeople,
});

/** EventBridge Scheduler: rules that send to queues. Nobody calls Scheduler itself. */
export const scheduler = {
  resources: {
    'AWS::Scheduler::ScheduleGroup': {
      nameProperty: 'Name',
      ref: nameOf,
      attributes: { Arn: ({ name }) => groupArn(name) },
      properties: z.strictObject({ Name: z.optional(z.string()), Tags: tags }),
    },
    'AWS::Scheduler::Schedule': {
      nameProperty: 'Name',
      ref: nameOf,
      attributes: {
        Arn: ({ name, property }) => localArn('scheduler', `schedule/${property('GroupName') ?? 'default'}/${name}`),
      },
      properties: scheduleProperties,
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: null,
  deploy: createSchedules,
} satisfies AwsService;

async function createSchedules(site: Site): Promise<Deployed & { readonly scheduler: Scheduler }> {
  for (const { properties } of site.stack.resources('AWS::Scheduler::Schedule')) {
    const { Arn, DeadLetterConfig } = properties.Target;
    for (const arn of [Arn, DeadLetterConfig?.Arn ?? []].flat()) queueUrlOf(site.stack, arn);
    // Scheduler names the schedule's group as its source (EventBridge Scheduler user guide,
    // "Confused deputy prevention").
    const source = groupArn(properties.GroupName ?? 'default');
    site.access.requireTrust(properties.Target.RoleArn, 'scheduler.amazonaws.com', source);
  }
  const scheduler = new Scheduler(site.stack, { api: site.api, now: site.clock.now, report: site.report });
  return { works: [scheduler], scheduler };
}

function groupArn(name: string): string {
  return localArn('scheduler', `schedule-group/${name}`);
}
