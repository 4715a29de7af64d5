import * as z from 'zod/mini';
import { type PolicyStatement, parsePolicy } from '../iam/policy-document.ts';
import { localArn } from '../locality.ts';
import type { Stack, StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AwsService } from './aws-service.ts';
import { forPeople, nameOf, noLocalEffect, policyDocument, type ResourceKind, tags, unnamed } from './resource-kind.ts';

/** IAM: roles and their policies, from which every call is decided. Nobody calls IAM itself. */
export const iam = {
  resources: {
    'AWS::IAM::Role': {
      nameProperty: 'RoleName',
      ref: nameOf,
      attributes: { Arn: ({ name }) => localArn('iam', `role/${name}`) },
      properties: z.strictObject({
        RoleName: z.optional(z.string()),
        AssumeRolePolicyDocument: policyDocument,
        ManagedPolicyArns: z.optional(z.array(z.string())),
        Policies: z.optional(z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument }))),
        Description: forPeople,
        MaxSessionDuration: noLocalEffect(
          'Lambda and Scheduler renew the keys of a role by themselves before they expire; keys here do not expire.',
          z.int().check(z.minimum(3600), z.maximum(43_200)),
        ),
        Tags: tags,
      }),
    },
    // An inline policy that is put on roles, given by their names.
    'AWS::IAM::Policy': {
      ...unnamed,
      properties: z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument, Roles: z.array(z.string()) }),
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: null,
  // Policies are read before anything else is deployed: see rolePolicies.
  deploy: async () => ({ works: [] }),
} satisfies AwsService;

/** What a role's policies say: who may act as it, and what it may do. */
export interface RolePolicies {
  readonly trust: readonly PolicyStatement[];
  readonly identity: readonly PolicyStatement[];
}

/**
 * The policies of every role of the stack, by its ARN. Throws {@link TemplateError} for one that
 * the engine cannot decide.
 */
export function rolePolicies(stack: Stack): ReadonlyMap<string, RolePolicies> {
  return new Map(
    stack.resources('AWS::IAM::Role').map((role) => {
      const trust = parsePolicy('trust', role.properties.AssumeRolePolicyDocument, role.logicalId);
      return [role.arn, { trust, identity: identityPolicies(stack, role) }];
    }),
  );
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

// The managed policies that the CDK attaches by itself, and what they allow (AWS managed policy
// reference).
const managedPolicies: Readonly<Record<string, readonly string[]>> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
};

function managedPolicy(arn: string): PolicyStatement {
  const actions = Object.hasOwn(managedPolicies, arn) ? managedPolicies[arn] : undefined;
  if (actions === undefined) throw new TemplateError(`the local engine does not know the managed policy ${arn}`);
  return { effect: 'Allow', actions, resources: ['*'], principals: [], conditions: [] };
}
