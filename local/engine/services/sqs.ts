import * as z from 'zod/mini';
import type { WireReply } from '../gateway/service.ts';
import { parsePolicy } from '../iam/policy-document.ts';
import { localArn } from '../locality.ts';
import { QueueService } from '../messaging/queue-service.ts';
import { StackQueues } from '../messaging/stack-queues.ts';
import type { Stack, StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AwsService, Deployed, ResourcePolicies, Site } from './aws-service.ts';
import { type IdentitySource, nameOf, noLocalEffect, policyDocument, type ResourceKind, tags, unnamed } from './resource-kind.ts';

type Queue = StackResource<'AWS::SQS::Queue'>;

const seconds = z.optional(z.int().check(z.minimum(0)));

/** AWS::SQS::Queue, standard queues only. */
const queueProperties = z.strictObject({
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
  // Messages never get too old here, so that a rehearsal of weeks shows the dead letters of all of
  // them. What could be lost unseen because of that is refused at deployment: see checkRetention.
  MessageRetentionPeriod: z.optional(z.int().check(z.minimum(60), z.maximum(1_209_600))),
  ReceiveMessageWaitTimeSeconds: noLocalEffect(
    'The engine receives only when a message is there, so a receive never waits.',
    z.int().check(z.minimum(0), z.maximum(20)),
  ),
  SqsManagedSseEnabled: noLocalEffect(
    'Messages stay in the memory of one process. A run does not prove encryption; the checks of the template do.',
    z.boolean(),
  ),
  Tags: tags,
});

// The SDK sends to the host of the QueueUrl, whatever its endpoint setting says; so the URL is one
// of the gateway.
const queueUrl = ({ origin, name }: IdentitySource): string => `${origin}/000000000000/${name}`;

/** SQS: fauxqs behind the gateway, with the limits it lacks. */
export const sqs = {
  resources: {
    'AWS::SQS::Queue': {
      nameProperty: 'QueueName',
      ref: queueUrl,
      attributes: { Arn: ({ name }) => localArn('sqs', name), QueueName: nameOf, QueueUrl: queueUrl },
      properties: queueProperties,
    },
    'AWS::SQS::QueuePolicy': {
      ...unnamed,
      properties: z.strictObject({ Queues: z.array(z.string()), PolicyDocument: policyDocument }),
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: queuePolicies,
  operations: ({ backend }) => new QueueService(backend),
  deploy: createQueues,
} satisfies AwsService;

function queuePolicies(stack: Stack): ResourcePolicies {
  return new Map(
    stack.resources('AWS::SQS::QueuePolicy').flatMap(({ logicalId, properties }) => {
      const statements = parsePolicy('resource', properties.PolicyDocument, logicalId);
      const queues = stack.resources('AWS::SQS::Queue').filter((queue) => properties.Queues.includes(queue.ref));
      return queues.map((queue) => [queue.arn, statements] as const);
    }),
  );
}

async function createQueues({ stack, backend }: Site): Promise<Deployed & { readonly queues: StackQueues }> {
  const queues = stack.resources('AWS::SQS::Queue');
  for (const queue of queues) {
    checkRedrive(queue, queues);
    const created = await backend.queueCall('CreateQueue', { QueueName: queue.name, Attributes: attributesOf(queue) });
    accepted(queue.logicalId, created);
  }
  return { works: [], queues: new StackQueues(stack, backend) };
}

function attributesOf({ properties }: Queue): Record<string, string> {
  const { VisibilityTimeout, DelaySeconds, MaximumMessageSize, RedrivePolicy } = properties;
  const numbers = Object.entries({ VisibilityTimeout, DelaySeconds, MaximumMessageSize });
  return {
    ...Object.fromEntries(numbers.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
}

function checkRedrive(queue: Queue, queues: readonly Queue[]): void {
  const target = queue.properties.RedrivePolicy?.deadLetterTargetArn;
  if (target === undefined) return;
  const deadLetters = queues.find((candidate) => candidate.arn === target);
  if (deadLetters === undefined)
    throw new TemplateError(`${queue.logicalId}: its dead-letter queue ${target} is not part of the stack`);
  const allow = deadLetters.properties.RedriveAllowPolicy;
  const refused = allow?.redrivePermission === 'denyAll';
  const unlisted = allow?.redrivePermission === 'byQueue' && allow.sourceQueueArns?.includes(queue.arn) !== true;
  if (refused || unlisted)
    throw new TemplateError(`${deadLetters.logicalId}: its RedriveAllowPolicy does not allow ${queue.name}`);
  checkRetention(queue, deadLetters);
}

// Four days is the default (CloudFormation template reference, AWS::SQS::Queue).
const retentionOf = ({ properties }: Queue): number => properties.MessageRetentionPeriod ?? 345_600;

// The longest delay of a message (SQS API reference, SendMessage).
const longestDelay = 900;

/**
 * Refuses a retention in which SQS would drop a message before it is dealt with, which this engine
 * never does. A message may wait for its delay and then for one visibility timeout per receive,
 * and it keeps its first timestamp when it moves to the dead-letter queue (SQS developer guide,
 * "Configure a dead-letter queue": retention there is to be longer).
 */
function checkRetention(queue: Queue, deadLetters: Queue): void {
  const { VisibilityTimeout = 30, RedrivePolicy } = queue.properties;
  const needed = longestDelay + VisibilityTimeout * (RedrivePolicy?.maxReceiveCount ?? 0);
  if (retentionOf(queue) < needed)
    throw new TemplateError(
      `${queue.logicalId}: SQS would drop messages after ${retentionOf(queue)} s; its delay and receives may take ${needed} s`,
    );
  if (retentionOf(deadLetters) < retentionOf(queue))
    throw new TemplateError(
      `${deadLetters.logicalId}: it must keep messages at least as long as ${queue.name}, which they come from`,
    );
}

function accepted(logicalId: string, reply: WireReply): void {
  if (reply.status >= 400) throw new TemplateError(`${logicalId}: ${reply.body}`);
}
