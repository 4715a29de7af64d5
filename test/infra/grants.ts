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

const ofThisAccount = (service: string, rest: string) => ({
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, `:${service}:`, { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, rest],
  ],
});

/** The ARN of a secret as a policy names it, with whatever six characters come after its name. */
export const secretArn = (name: string) => ofThisAccount('secretsmanager', `:secret:${name}-??????`);

/** The condition that only a function's own code calls. */
export const byCodeOf = (functionName: string) => ({
  ArnEquals: { 'lambda:SourceFunctionArn': ofThisAccount('lambda', `:function:${functionName}`) },
});

/** The condition that a key is used through Secrets Manager alone, also where hosts end otherwise, as in China. */
export const throughSecretsManager = {
  StringEquals: {
    'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] },
  },
};
