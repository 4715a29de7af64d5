import { locality } from '../locality.ts';
import type { Stack, StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { type AccessRequest, type Decision, decide } from './decide.ts';
import { managedPolicy } from './managed-policies.ts';
import { type PolicyStatement, parsePolicy } from './policy-document.ts';
import type { Principal } from './principal.ts';

/** Decides calls from the template's own policies, and nothing else: what they do not allow is refused. */
export interface Access {
  decide(principal: Principal, action: string, resource: string): Decision;
  /** Throws {@link TemplateError} unless the role's trust policy lets the service act as it for `sourceArn`. */
  requireTrust(roleArn: string, service: string, sourceArn: string): void;
}

/** Reads every policy of the stack. Throws {@link TemplateError} for one that the engine cannot decide. */
export function stackAccess(stack: Stack): Access {
  const trust = new Map<string, readonly PolicyStatement[]>();
  const identity = new Map<string, readonly PolicyStatement[]>();
  for (const role of stack.resources('AWS::IAM::Role')) {
    trust.set(role.arn, parsePolicy('trust', role.properties.AssumeRolePolicyDocument, role.logicalId));
    identity.set(role.arn, identityPolicies(stack, role));
  }
  const resource = resourcePolicies(stack);
  return {
    decide: (principal, action, target) =>
      decide(accessRequest(principal, action, target), {
        identity: principal.kind === 'role' ? (identity.get(principal.arn) ?? []) : [],
        resource: resource.get(target) ?? [],
      }),
    requireTrust: (roleArn, service, sourceArn) => {
      const request = accessRequest({ kind: 'service', service, sourceArn }, 'sts:AssumeRole', roleArn);
      const decision = decide(request, { identity: [], resource: trust.get(roleArn) ?? [] });
      if (!decision.allowed)
        throw new TemplateError(`${roleArn}: its trust policy does not let ${service} assume it for ${sourceArn}`);
    },
  };
}

function accessRequest(principal: Principal, action: string, resource: string): AccessRequest {
  // The gateway is plain HTTP on the loopback; the wire of the deployed stack is always TLS, and that is what policies ask about.
  const always = { 'aws:securetransport': 'true' };
  if (principal.kind === 'role') return { principal: `AWS:${principal.arn}`, action, resource, context: always };
  const account = locality.accountId;
  const context = { ...always, 'aws:sourceaccount': account, 'aws:sourceowner': account, 'aws:sourcearn': principal.sourceArn };
  return { principal: `Service:${principal.service}`, action, resource, context };
}

function identityPolicies(stack: Stack, role: StackResource<'AWS::IAM::Role'>): readonly PolicyStatement[] {
  const inline = role.properties.Policies ?? [];
  const attached = stack.resources('AWS::IAM::Policy').filter((policy) => policy.properties.Roles.includes(role.name));
  return [
    ...(role.properties.ManagedPolicyArns ?? []).map(managedPolicy),
    ...inline.flatMap((policy) => parsePolicy('identity', policy.PolicyDocument, `${role.logicalId}.${policy.PolicyName}`)),
    ...attached.flatMap((policy) => parsePolicy('identity', policy.properties.PolicyDocument, policy.logicalId)),
  ];
}

function resourcePolicies(stack: Stack): ReadonlyMap<string, readonly PolicyStatement[]> {
  const byArn = new Map<string, readonly PolicyStatement[]>();
  for (const policy of stack.resources('AWS::SQS::QueuePolicy')) {
    const statements = parsePolicy('resource', policy.properties.PolicyDocument, policy.logicalId);
    const queues = stack.resources('AWS::SQS::Queue').filter((queue) => policy.properties.Queues.includes(queue.ref));
    for (const queue of queues) byArn.set(queue.arn, statements);
  }
  for (const topic of stack.resources('AWS::SNS::Topic')) byArn.set(topic.arn, defaultTopicPolicy(topic.arn));
  for (const policy of stack.resources('AWS::SNS::TopicPolicy')) {
    const statements = parsePolicy('resource', policy.properties.PolicyDocument, policy.logicalId);
    for (const arn of policy.properties.Topics) byArn.set(arn, statements);
  }
  return byArn;
}

// What a topic without a policy of its own allows: services of the same account may publish (SNS developer guide, access policies).
function defaultTopicPolicy(topicArn: string): readonly PolicyStatement[] {
  const conditions = [{ operator: 'StringEquals', key: 'aws:sourceowner', values: [locality.accountId] }] as const;
  return [{ effect: 'Allow', actions: ['SNS:Publish'], resources: [topicArn], principals: ['*'], conditions }];
}
