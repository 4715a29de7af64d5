import { TemplateError } from '../template/template-error.ts';
import type { PolicyStatement } from './policy-document.ts';

// AWS managed policy reference: what the policies of AWS that the CDK attaches by itself allow.
const managedPolicies: Readonly<Record<string, readonly string[]>> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
};

/** The statements of a policy that AWS itself keeps. Throws {@link TemplateError} for one the engine does not know. */
export function managedPolicy(arn: string): PolicyStatement {
  const actions = Object.hasOwn(managedPolicies, arn) ? managedPolicies[arn] : undefined;
  if (actions === undefined) throw new TemplateError(`the local engine does not know the managed policy ${arn}`);
  return { effect: 'Allow', actions, resources: ['*'], principals: [], conditions: [] };
}
