import * as z from 'zod/mini';
import { noLocalEffect, tags } from './no-local-effect.ts';

/** AWS::Lambda::Function: Node 24 code from an asset. */
export const functionProperties = z.strictObject({
  FunctionName: z.optional(z.string()),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.literal('nodejs24.x'),
  Role: z.string(),
  Timeout: z.optional(z.int().check(z.minimum(1), z.maximum(900))),
  MemorySize: z.optional(z.int()),
  Environment: z.optional(z.strictObject({ Variables: z.optional(z.record(z.string(), z.string())) })),
  ReservedConcurrentExecutions: z.optional(z.int().check(z.minimum(0))),
  LoggingConfig: z.optional(
    z.strictObject({
      LogFormat: z.optional(z.enum(['JSON', 'Text'])),
      LogGroup: z.optional(z.string()),
      ApplicationLogLevel: z.optional(z.string()),
      SystemLogLevel: noLocalEffect("the platform's own log lines are not written here"),
    }),
  ),
  Architectures: noLocalEffect('the code runs on the processor of this machine'),
  Description: noLocalEffect('for people'),
  EphemeralStorage: noLocalEffect("/tmp is the machine's own"),
  RecursiveLoop: noLocalEffect(
    'loop detection watches for sixteen rounds through AWS services; a local run is bounded in time instead',
  ),
  TracingConfig: noLocalEffect('no traces are collected here'),
  Tags: tags,
});

/** AWS::Lambda::EventSourceMapping of a standard queue, without a batching window. */
export const eventSourceMappingProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
  Enabled: z.optional(z.boolean()),
  FunctionResponseTypes: z.optional(z.array(z.literal('ReportBatchItemFailures'))),
  MaximumBatchingWindowInSeconds: z.optional(z.literal(0)),
  ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: z.optional(z.int().check(z.minimum(2), z.maximum(1000))) })),
  Tags: tags,
});

/** AWS::Logs::LogGroup: the engine keeps every line in memory, so only the name matters. */
export const logGroupProperties = z.strictObject({
  LogGroupName: z.optional(z.string()),
  RetentionInDays: noLocalEffect('lines live as long as the run'),
  LogGroupClass: noLocalEffect('a matter of price'),
  Tags: tags,
});
