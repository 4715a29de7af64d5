import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { GatewayCall } from '../gateway/aws-api.ts';
import type { Operation, Service, WireReply } from '../gateway/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { type PolicyStatement, parsePolicy } from '../iam/policy-document.ts';
import { localArn, locality } from '../locality.ts';
import { hasAllowedCharacters } from '../messaging/message-limits.ts';
import type { Stack } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AwsService, Deployed, Ground, ResourcePolicies, Site } from './aws-service.ts';
import { type IdentitySource, nameOf, noLocalEffect, policyDocument, type ResourceKind, tags, unnamed } from './resource-kind.ts';

const topicArn = ({ name }: IdentitySource): string => localArn('sns', name);

/**
 * SNS: topics of the stack. Nothing is sent on; what subscribers would get is in the engine's list
 * of published messages.
 */
export const sns = {
  resources: {
    // Standard topics only.
    'AWS::SNS::Topic': {
      nameProperty: 'TopicName',
      ref: topicArn,
      attributes: { TopicArn: topicArn, TopicName: nameOf },
      properties: z.strictObject({
        TopicName: z.optional(z.string()),
        DisplayName: noLocalEffect('It is the sender name of e-mails, and none is sent.', z.string()),
        Tags: tags,
      }),
    },
    'AWS::SNS::TopicPolicy': {
      ...unnamed,
      properties: z.strictObject({ Topics: z.array(z.string()), PolicyDocument: policyDocument }),
    },
    // E-mail only. A run does not prove that anybody has confirmed the subscription: until then
    // SNS sends nothing to it.
    'AWS::SNS::Subscription': {
      ...unnamed,
      properties: z.strictObject({ TopicArn: z.string(), Protocol: z.enum(['email', 'email-json']), Endpoint: z.string() }),
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: topicPolicies,
  operations: (ground) => new TopicService(ground),
  deploy: createTopics,
} satisfies AwsService;

function topicPolicies(stack: Stack): ResourcePolicies {
  const own = stack.resources('AWS::SNS::TopicPolicy').flatMap(({ logicalId, properties }) => {
    const statements = parsePolicy('resource', properties.PolicyDocument, logicalId);
    return properties.Topics.map((arn) => [arn, statements] as const);
  });
  return new Map([...stack.resources('AWS::SNS::Topic').map(({ arn }) => [arn, defaultPolicy(arn)] as const), ...own]);
}

// Without a policy of its own, a topic lets services of the same account publish (SNS developer
// guide, access policies).
function defaultPolicy(arn: string): readonly PolicyStatement[] {
  const conditions = [{ operator: 'StringEquals', key: 'aws:sourceowner', values: [locality.accountId] }] as const;
  return [{ effect: 'Allow', actions: ['SNS:Publish'], resources: [arn], principals: ['*'], conditions }];
}

async function createTopics({ stack, backend }: Site): Promise<Deployed> {
  const create = async (logicalId: string, parameters: Readonly<Record<string, string>>): Promise<void> => {
    const reply = await backend.topicCall(parameters);
    if (reply.status >= 400) throw new TemplateError(`${logicalId}: ${reply.body}`);
  };
  for (const { logicalId, name } of stack.resources('AWS::SNS::Topic'))
    await create(logicalId, { Action: 'CreateTopic', Name: name });
  for (const { logicalId, properties } of stack.resources('AWS::SNS::Subscription'))
    await create(logicalId, { Action: 'Subscribe', ...properties });
  return { works: [] };
}

/** Publishing to the stack's topics. */
class TopicService implements Service {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  read({ body }: { body: string }): Operation {
    const { Action: action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
    if (action !== 'Publish') throw new ServiceError('InvalidAction', `The local engine does not know sns ${action}`);
    return { action, input };
  }

  permission({ input }: Operation): { action: string; resource: string } {
    return { action: 'SNS:Publish', resource: String(input.TopicArn) };
  }

  async perform({ action, input }: Operation, { principal, at }: GatewayCall): Promise<WireReply> {
    const { backend, published, report } = this.#ground;
    checkTexts(input);
    const reply = await backend.topicCall({ Action: action, ...(input as Record<string, string>) });
    if (reply.status >= 400) return reply;
    const subject = input.Subject === undefined ? null : String(input.Subject);
    const from = principal === 'cloudwatch.amazonaws.com' ? 'alarm' : 'function';
    const topic = String(input.TopicArn);
    published.push({ topicArn: topic, subject, message: String(input.Message), from });
    report({ kind: 'published', topicArn: topic, subject, at });
    return reply;
  }

  refuse(error: ServiceError): WireReply {
    const code = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
    const body = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>${code}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
    return { status: error.status, headers: { 'content-type': 'text/xml' }, body };
  }

  denied(message: string): ServiceError {
    return new ServiceError('AuthorizationError', message, 403);
  }
}

/**
 * What SNS refuses of a message, beside what fauxqs does: characters that no queue takes either,
 * and a subject that is not printable ASCII of at most 99 characters (SNS API reference, Publish).
 * Throws {@link ServiceError} `InvalidParameter`.
 */
function checkTexts({ Message, Subject }: Operation['input']): void {
  if (!hasAllowedCharacters(String(Message))) throw new ServiceError('InvalidParameter', 'Invalid parameter: Message');
  const isRight = Subject === undefined || /^[\x20-\x7e]{1,99}$/.test(String(Subject));
  if (!isRight) throw new ServiceError('InvalidParameter', 'Invalid parameter: Subject');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
