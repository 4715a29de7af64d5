import * as z from 'zod/mini';
import { noLocalEffect, tags } from './no-local-effect.ts';

const policyDocument = z.record(z.string(), z.unknown());

/** AWS::IAM::Role. */
export const roleProperties = z.strictObject({
  RoleName: z.optional(z.string()),
  AssumeRolePolicyDocument: policyDocument,
  ManagedPolicyArns: z.optional(z.array(z.string())),
  Policies: z.optional(z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument }))),
  Description: noLocalEffect('for people'),
  MaxSessionDuration: noLocalEffect('local keys do not expire'),
  Tags: tags,
});

/** AWS::IAM::Policy: an inline policy put on roles, given by their names. */
export const policyProperties = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: policyDocument,
  Roles: z.array(z.string()),
});
