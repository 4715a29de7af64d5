import * as z from 'zod/mini';
import { EventSource } from '../delivery/event-source.ts';
import { stackMappings } from '../delivery/mappings.ts';
import type { PolicyStatement } from '../iam/policy-document.ts';
import type { FunctionFleet } from '../lambda/function-fleet.ts';
import { localArn } from '../locality.ts';
import type { Stack } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AwsService, Deployed, ResourcePolicies, Site } from './aws-service.ts';
import { forPeople, nameOf, noLocalEffect, type ResourceKind, tags, unnamed } from './resource-kind.ts';

/** AWS::Lambda::Function: Node 24 code from an asset. */
const functionProperties = z.strictObject({
  FunctionName: z.optional(z.string()),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.literal('nodejs24.x'),
  Role: z.string(),
  Timeout: z.optional(z.int().check(z.minimum(1), z.maximum(900))),
  // The function is told its size, and nothing holds it to it: a run does not prove that the
  // memory is enough.
  MemorySize: z.optional(z.int().check(z.minimum(128), z.maximum(10_240))),
  Environment: z.optional(z.strictObject({ Variables: z.optional(z.record(z.string(), z.string())) })),
  ReservedConcurrentExecutions: z.optional(z.int().check(z.minimum(0))),
  LoggingConfig: z.optional(
    z.strictObject({
      LogFormat: z.optional(z.enum(['JSON', 'Text'])),
      LogGroup: z.optional(z.string()),
      ApplicationLogLevel: z.optional(z.string()),
      SystemLogLevel: noLocalEffect(
        "It filters the platform's own log lines. None are written here, and nothing that runs reads them.",
        z.enum(['DEBUG', 'INFO', 'WARN']),
      ),
    }),
  ),
  Architectures: noLocalEffect(
    'The code runs on the processor of this machine and is JavaScript alone. A run does not prove the other processor.',
    z.tuple([z.enum(['arm64', 'x86_64'])]),
  ),
  Description: forPeople,
  EphemeralStorage: noLocalEffect(
    'Its size is how much /tmp holds, and /tmp here is that of the machine. A run does not prove that it is enough.',
    z.strictObject({ Size: z.int().check(z.minimum(512), z.maximum(10_240)) }),
  ),
  RecursiveLoop: z.optional(z.enum(['Allow', 'Terminate'])),
  // Active needs permissions on X-Ray, which a run would not miss, so it is refused.
  TracingConfig: noLocalEffect('PassThrough traces nothing by itself.', z.strictObject({ Mode: z.literal('PassThrough') })),
  Tags: tags,
});

/** AWS::Lambda::EventSourceMapping of a standard queue, without a batching window. */
const eventSourceMappingProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
  Enabled: z.optional(z.boolean()),
  FunctionResponseTypes: z.optional(z.array(z.literal('ReportBatchItemFailures'))),
  MaximumBatchingWindowInSeconds: z.optional(z.literal(0)),
  ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: z.optional(z.int().check(z.minimum(2), z.maximum(1000))) })),
  Tags: tags,
});

/** AWS::Lambda::Permission: lets an AWS service invoke a function, for a resource of its own. */
const permissionProperties = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: z.string(),
  Principal: z.string().check(z.regex(/^[a-z.]+\.amazonaws\.com$/, 'only AWS services are known to the local engine')),
  SourceArn: z.optional(z.string()),
  SourceAccount: z.optional(z.string()),
});

/**
 * Lambda: functions in processes of their own, and the mappings that hand them the messages of
 * queues.
 */
export const lambda = {
  resources: {
    'AWS::Lambda::Function': {
      nameProperty: 'FunctionName',
      ref: nameOf,
      attributes: { Arn: ({ name }) => localArn('lambda', `function:${name}`) },
      properties: functionProperties,
    },
    'AWS::Lambda::EventSourceMapping': { ...unnamed, properties: eventSourceMappingProperties },
    'AWS::Lambda::Permission': { ...unnamed, properties: permissionProperties },
  } as const satisfies Record<string, ResourceKind>,
  policies: functionPolicies,
  operations: null,
  deploy: createFunctions,
} satisfies AwsService;

// A permission becomes a statement of the function's own policy (Lambda developer guide, "Using
// resource-based policies").
function functionPolicies(stack: Stack): ResourcePolicies {
  const policies = new Map<string, PolicyStatement[]>();
  for (const { logicalId, properties } of stack.resources('AWS::Lambda::Permission')) {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = properties;
    const target = stack.resources('AWS::Lambda::Function').find(({ name, arn }) => [name, arn].includes(FunctionName));
    if (target === undefined) throw new TemplateError(`${logicalId}: the stack has no function ${FunctionName}`);
    const source = SourceArn === undefined ? [] : [{ operator: 'ArnLike', key: 'aws:sourcearn', values: [SourceArn] } as const];
    const account =
      SourceAccount === undefined
        ? []
        : [{ operator: 'StringEquals', key: 'aws:sourceaccount', values: [SourceAccount] } as const];
    const statement = {
      effect: 'Allow',
      actions: [Action],
      resources: [target.arn],
      principals: [`Service:${Principal}`],
    } as const;
    const conditions = [...source, ...account];
    policies.set(target.arn, [...(policies.get(target.arn) ?? []), { ...statement, conditions }]);
  }
  return policies;
}

async function createFunctions(site: Site): Promise<Deployed & { readonly fleet: FunctionFleet }> {
  const { stack, access, fleet } = site;
  for (const { roleArn, arn } of fleet.definitions) access.requireTrust(roleArn, 'lambda.amazonaws.com', arn);
  const mappings = stackMappings(stack, (name) => fleet.find(name), access);
  return { works: mappings.map((mapping) => new EventSource(mapping, { ...site, now: site.clock.now })), fleet };
}
