import type { Template } from 'aws-cdk-lib/assertions';
import { statementsOf } from './statements.ts';

/**
 * What the role of a function may do: per statement its actions, what they apply to, and under
 * which condition.
 */
export function grantsOf(template: Template, functionName: string): unknown[][] {
  const [lambda] = Object.values(template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: functionName } }));
  const role: string = lambda?.Properties.Role['Fn::GetAtt'][0];
  const policies = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [{ Ref: role }] } }));
  return statementsOf(template)
    .filter((statement) => policies.includes(statement.in))
    .map(({ actions, resources, condition }) => [actions, resources, condition]);
}

/** The log group of a function, as a policy names it. */
export function logArnOf(template: Template, functionName: string): unknown {
  const [lambda] = Object.values(template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: functionName } }));
  return { 'Fn::GetAtt': [lambda?.Properties.LoggingConfig.LogGroup.Ref, 'Arn'] };
}
