import * as z from 'zod/mini';
import { localArn } from '../locality.ts';
import type { AwsService } from './aws-service.ts';
import { nameOf, noLocalEffect, type ResourceKind, tags, unnamed } from './resource-kind.ts';

// The retention periods that CloudWatch Logs takes, in days (CloudWatch Logs API reference,
// PutRetentionPolicy).
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/**
 * CloudWatch Logs: the engine keeps every line of every function in memory, so only the name of a
 * group matters.
 */
export const logs = {
  resources: {
    'AWS::Logs::LogGroup': {
      nameProperty: 'LogGroupName',
      ref: nameOf,
      attributes: { Arn: ({ name }) => localArn('logs', `log-group:${name}:*`) },
      properties: z.strictObject({
        LogGroupName: z.optional(z.string()),
        RetentionInDays: noLocalEffect(
          'Lines live as long as the run, and nothing that runs reads old ones. A run does not prove how far back people can look.',
          z.literal(retentionDays),
        ),
        // Only the Standard class turns log lines into metrics (CloudWatch Logs user guide, "Log
        // classes"); functions write such lines.
        LogGroupClass: z.optional(z.literal('STANDARD')),
        Tags: tags,
      }),
    },
    'AWS::Logs::QueryDefinition': {
      ...unnamed,
      properties: z.strictObject({
        Name: z.string(),
        QueryString: noLocalEffect(
          'People run it, nothing else does. A run does not prove that a query finds anything.',
          z.string(),
        ),
        LogGroupNames: z.optional(z.array(z.string())),
      }),
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: null,
  deploy: async () => ({ works: [] }),
} satisfies AwsService;
