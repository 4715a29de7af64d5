import * as z from 'zod/mini';
import { noLocalEffect, tags } from './no-local-effect.ts';

const seconds = z.optional(z.int().check(z.minimum(0)));
const policyDocument = z.record(z.string(), z.unknown());

/** AWS::SQS::Queue, standard queues only. */
export const queueProperties = z.strictObject({
  QueueName: z.optional(z.string()),
  VisibilityTimeout: seconds,
  DelaySeconds: seconds,
  MaximumMessageSize: seconds,
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int().check(z.minimum(1)) })),
  RedriveAllowPolicy: z.optional(
    z.strictObject({
      redrivePermission: z.enum(['allowAll', 'denyAll', 'byQueue']),
      sourceQueueArns: z.optional(z.array(z.string())),
    }),
  ),
  MessageRetentionPeriod: noLocalEffect('a rehearsal of weeks shows the dead letters of all of them'),
  ReceiveMessageWaitTimeSeconds: noLocalEffect('the engine asks only when a message is there, so it never waits'),
  SqsManagedSseEnabled: noLocalEffect('messages stay in the memory of one process'),
  Tags: tags,
});

/** AWS::SQS::QueuePolicy. */
export const queuePolicyProperties = z.strictObject({ Queues: z.array(z.string()), PolicyDocument: policyDocument });

/** AWS::SNS::Topic, standard topics only. */
export const topicProperties = z.strictObject({
  TopicName: z.optional(z.string()),
  DisplayName: noLocalEffect('it is the sender name of e-mails, and none is sent'),
  Tags: tags,
});

/** AWS::SNS::TopicPolicy. */
export const topicPolicyProperties = z.strictObject({ Topics: z.array(z.string()), PolicyDocument: policyDocument });

/** AWS::SNS::Subscription: e-mail addresses only; what they would get is in the engine's list of published messages. */
export const subscriptionProperties = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.enum(['email', 'email-json']),
  Endpoint: z.string(),
});
