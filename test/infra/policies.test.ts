import { expect, it } from 'vitest';
import { alerting, templateOf } from './example.ts';
import { statementsOf } from './statements.ts';

const statements = statementsOf(templateOf(alerting));
const allowed = statements.filter(({ effect }) => effect === 'Allow');

it('finds the statements of roles, queues and the topic', () => {
  expect(new Set(statements.map(({ type }) => type))).toEqual(
    new Set(['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']),
  );
});

it('allows no action by wildcard and nothing on every resource', () => {
  const broad = allowed.filter(
    ({ actions, resources }) => actions.some((action) => action.includes('*')) || JSON.stringify(resources).includes('*'),
  );
  expect(broad).toEqual([]);
});

it('names no managed policy and no policy inside a role', () => {
  const roles = Object.values(templateOf(alerting).findResources('AWS::IAM::Role'));
  expect(roles.map((role) => Object.keys(role.Properties))).toEqual(roles.map(() => ['AssumeRolePolicyDocument']));
});

it('lets a service act only for this account', () => {
  // The condition on EventBridge names its rule, which is of this account (alarm-rule.test.ts).
  const others = ['lambda.amazonaws.com', 'events.amazonaws.com'];
  const services = allowed.filter(({ service }) => service !== undefined && !others.includes(service));
  expect(services.map(({ service, condition }) => [service, condition.StringEquals?.['aws:SourceAccount']]).sort()).toEqual([
    ['cloudwatch.amazonaws.com', { Ref: 'AWS::AccountId' }],
    ['scheduler.amazonaws.com', { Ref: 'AWS::AccountId' }],
  ]);
});

it('trusts Lambda with the roles of the seven functions and nothing else', () => {
  const lambda = allowed.filter(({ service }) => service === 'lambda.amazonaws.com');
  expect(lambda.map(({ actions, type }) => [type, ...actions])).toEqual(
    Array.from({ length: 7 }, () => ['AWS::IAM::Role', 'sts:AssumeRole']),
  );
});

it('denies nothing but what arrives without TLS', () => {
  const denied = statements.filter(({ effect }) => effect === 'Deny');
  expect(denied.map(({ condition }) => condition)).toEqual(denied.map(() => ({ Bool: { 'aws:SecureTransport': 'false' } })));
  expect(denied).toHaveLength(16);
});
