import * as z from 'zod/mini';
import { EventBus } from '../events/event-bus.ts';
import { localArn } from '../locality.ts';
import type { AwsService, Deployed, Site } from './aws-service.ts';
import { forPeople, nameOf, noLocalEffect, type ResourceKind, tags } from './resource-kind.ts';

/** AWS::Events::Rule: a pattern on the default event bus that sends to queues. */
const ruleProperties = z.strictObject({
  Name: z.optional(z.string()),
  EventBusName: z.optional(z.literal('default')),
  // The event bus reads it.
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  Targets: z
    .array(
      z.strictObject({
        Id: z.string(),
        Arn: z.string().check(z.regex(/^arn:aws:sqs:/, 'only queues are known to the local engine as targets')),
        DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
        RetryPolicy: noLocalEffect(
          'A queue here refuses an event for want of a permission alone, and EventBridge does not retry that.',
          z.strictObject({
            MaximumEventAgeInSeconds: z.optional(z.int().check(z.minimum(60), z.maximum(86_400))),
            MaximumRetryAttempts: z.optional(z.int().check(z.minimum(0), z.maximum(185))),
          }),
        ),
      }),
    )
    .check(z.minLength(1), z.maxLength(5)),
  Description: forPeople,
  Tags: tags,
});

/**
 * EventBridge: rules on the default event bus. Only events from outside reach it
 * (`Engine.putEvent`); nobody calls EventBridge itself.
 */
export const events = {
  resources: {
    'AWS::Events::Rule': {
      nameProperty: 'Name',
      ref: nameOf,
      attributes: { Arn: ({ name }) => localArn('events', `rule/${name}`) },
      properties: ruleProperties,
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: null,
  deploy: createRules,
} satisfies AwsService;

async function createRules(site: Site): Promise<Deployed & { readonly bus: EventBus }> {
  return { works: [], bus: new EventBus({ ...site, now: site.clock.now }) };
}
