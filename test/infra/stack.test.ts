import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { example, smallest, stackOf, templateOf } from './example.ts';

const unused: Configuration = {
  ...smallest,
  accounts: { ...smallest.accounts, spare: { provider: 'zenlayer', secret: 'reveille/spare' } },
};
const none: Configuration = { accounts: {}, calendars: {}, schedules: {}, sources: {}, restarts: {}, alerts: { email: [] } };

describe('what a configuration becomes', () => {
  it.each([
    { of: 'three providers', configuration: example, queues: 13, functions: 5, schedules: 6, alarms: 29, mails: 2 },
    { of: 'one provider', configuration: smallest, queues: 7, functions: 3, schedules: 2, alarms: 21, mails: 0 },
    { of: 'an account without a target', configuration: unused, queues: 10, functions: 4, schedules: 2, alarms: 25, mails: 0 },
    { of: 'nothing yet', configuration: none, queues: 4, functions: 2, schedules: 1, alarms: 17, mails: 0 },
  ])('$of: $queues queues, $functions functions, $schedules schedules, $alarms alarms, $mails mails', (row) => {
    const template = templateOf(row.configuration);
    template.resourceCountIs('AWS::SQS::Queue', row.queues);
    template.resourceCountIs('AWS::SQS::QueuePolicy', row.queues);
    template.resourceCountIs('AWS::Lambda::Function', row.functions);
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', row.functions);
    template.resourceCountIs('AWS::Logs::LogGroup', row.functions);
    template.resourceCountIs('AWS::Scheduler::Schedule', row.schedules);
    template.resourceCountIs('AWS::Scheduler::ScheduleGroup', 1);
    template.resourceCountIs('AWS::CloudWatch::Alarm', row.alarms);
    template.resourceCountIs('AWS::SNS::Subscription', row.mails);
    template.resourceCountIs('AWS::SNS::Topic', 1);
  });
});

it('tells an operator where everything is', () => {
  expect(Object.keys(templateOf(smallest).findOutputs('*')).sort()).toEqual([
    'AlertTopicArn',
    'DispatchFunctionName',
    'JobsDeadLetterQueueUrl',
    'JobsQueueUrl',
    'MachinesTableName',
    'PowerTencentFunctionName',
    'TencentDeadLetterQueueUrl',
    'TencentPoisonQueueUrl',
    'TencentQueueUrl',
    'WatchDeadLetterQueueUrl',
    'WatchFunctionName',
    'WatchQueueUrl',
  ]);
});

it.each([
  { email: [], warnings: 1 },
  { email: ['ops@example.com'], warnings: 0 },
])('warns $warnings times when $email are told', ({ email, warnings }) => {
  const stack = stackOf({ ...smallest, sources: {}, restarts: {}, alerts: { email } });
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('nobody is told'))).toHaveLength(warnings);
});

it('is protected from being deleted by mistake', () => {
  expect(stackOf(example).terminationProtection).toBe(true);
});

it('is bound to no account and no region, and needs no parameter', () => {
  const template = templateOf(example).toJSON();
  expect(Object.keys(template).sort()).toEqual(['Outputs', 'Resources']);
  expect(stackOf(example).environment).toBe('aws://unknown-account/unknown-region');
});

it('holds no secret, neither as a resource nor as a reference that CloudFormation would resolve', () => {
  const template = templateOf(example);
  template.resourceCountIs('AWS::SecretsManager::Secret', 0);
  expect(JSON.stringify(template.toJSON())).not.toContain('{{resolve:');
});

it('looks like this as a whole', () => {
  expect(templateOf(smallest).toJSON()).toMatchSnapshot();
});
