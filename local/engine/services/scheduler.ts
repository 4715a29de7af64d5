import * as z from 'zod/mini';
import { localArn } from '../locality.ts';
import { queueUrlOf } from '../messaging/stack-queues.ts';
import { isKnownExpression } from '../scheduler/schedule-expression.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import { TemplateError } from '../template/template-error.ts';
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
  StartDate: z.optional(z.iso.datetime()),
  EndDate: z.optional(z.iso.datetime()),
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
  for (const { name, properties } of site.stack.resources('AWS::Scheduler::Schedule')) {
    requireComing(name, properties.StartDate, site.clock.now());
    const { Arn, DeadLetterConfig } = properties.Target;
    for (const arn of [Arn, DeadLetterConfig?.Arn ?? []].flat()) queueUrlOf(site.stack, arn);
    // Scheduler names the schedule's group as its source (EventBridge Scheduler user guide,
    // "Confused deputy prevention").
    const source = groupArn(properties.GroupName ?? 'default');
    site.access.requireTrust(properties.Target.RoleArn, 'scheduler.amazonaws.com', source);
  }
  const scheduler = new Scheduler(site.stack, { ...site, now: site.clock.now });
  return { works: [scheduler], scheduler };
}

/** Scheduler refuses an older beginning with these words (getmoto/moto#8172). */
const oldestStartMs = 5 * 60_000;

function requireComing(name: string, startDate: string | undefined, now: number): void {
  if (startDate === undefined || Date.parse(startDate) >= now - oldestStartMs) return;
  throw new TemplateError(`schedule ${name}: The StartDate you specify cannot be earlier than 5 minutes ago.`);
}

function groupArn(name: string): string {
  return localArn('scheduler', `schedule-group/${name}`);
}
