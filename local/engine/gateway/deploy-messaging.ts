import type { Stack, StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { MessagingBackend } from './messaging-backend.ts';
import type { WireReply } from './service.ts';

/**
 * Creates the stack's queues, topics and subscriptions. Throws {@link TemplateError} for what AWS would refuse at deployment: a
 * dead-letter queue that does not exist or does not allow its source, a subscription to an unknown topic.
 */
export async function deployMessaging(stack: Stack, backend: MessagingBackend): Promise<void> {
  const queues = stack.resources('AWS::SQS::Queue');
  for (const queue of queues) {
    checkRedrive(queue, queues);
    const attributes = queueAttributes(queue.properties);
    accepted(queue.logicalId, await backend.queueCall('CreateQueue', { QueueName: queue.name, Attributes: attributes }));
  }
  const topics = stack.resources('AWS::SNS::Topic');
  for (const topic of topics) accepted(topic.logicalId, await backend.topicCall({ Action: 'CreateTopic', Name: topic.name }));
  for (const { logicalId, properties } of stack.resources('AWS::SNS::Subscription')) {
    const { TopicArn, Protocol, Endpoint } = properties;
    accepted(logicalId, await backend.topicCall({ Action: 'Subscribe', TopicArn, Protocol, Endpoint }));
  }
}

function queueAttributes(properties: StackResource<'AWS::SQS::Queue'>['properties']): Record<string, string> {
  const { VisibilityTimeout, DelaySeconds, MaximumMessageSize, RedrivePolicy } = properties;
  const given = Object.entries({ VisibilityTimeout, DelaySeconds, MaximumMessageSize }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
}

function checkRedrive(queue: StackResource<'AWS::SQS::Queue'>, queues: readonly StackResource<'AWS::SQS::Queue'>[]): void {
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
}

function accepted(logicalId: string, reply: WireReply): void {
  if (reply.status >= 400) throw new TemplateError(`${logicalId}: ${reply.body}`);
}
