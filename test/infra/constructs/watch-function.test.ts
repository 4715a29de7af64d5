import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { watchPart } from '../../../infra/function-configuration.ts';
import { watchTemplate } from '../../../shared/contract/job.ts';
import { example, logicalId, templateOf } from '../example.ts';
import { grantsOf, logArnOf } from '../grants.ts';

const template = templateOf(example);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });
const arnOf = (name: string) => ({ 'Fn::GetAtt': [queue(name), 'Arn'] });
const table = { 'Fn::GetAtt': [logicalId(template, 'AWS::DynamoDB::Table', {}), 'Arn'] };
const topic = { Ref: logicalId(template, 'AWS::SNS::Topic', {}) };

it('may read its queue, count letters, read the record, remember and tell, and nothing else', () => {
  expect(grantsOf(template, 'reveille-watch')).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], [logArnOf(template, 'reveille-watch')], {}],
    [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [arnOf('reveille-watch')], {}],
    [['sqs:GetQueueAttributes'], [arnOf('reveille-alibaba-dead-letters')], {}],
    [['sqs:GetQueueAttributes'], [arnOf('reveille-tencent-dead-letters')], {}],
    [['sqs:GetQueueAttributes'], [arnOf('reveille-zenlayer-dead-letters')], {}],
    [['dynamodb:GetItem', 'dynamodb:PutItem'], [table], {}],
    [['dynamodb:Query'], [table], {}],
    [['sns:Publish'], [topic], {}],
  ]);
});

it('is called for every hour, by the way of every job, and after dispatch can read the call', () => {
  const dispatch = logicalId(template, 'AWS::Lambda::Function', { FunctionName: 'reveille-dispatch' });
  template.hasResource('AWS::Scheduler::Schedule', {
    Properties: {
      Name: 'every-hour-watch',
      ScheduleExpression: 'cron(17 * * * ? *)',
      Target: Match.objectLike({
        Arn: arnOf('reveille-jobs'),
        Input: JSON.stringify(watchTemplate),
        DeadLetterConfig: { Arn: arnOf('reveille-jobs-dead-letters') },
      }),
    },
    DependsOn: Match.arrayWith([dispatch]),
  });
});

it('knows the hours of every schedule with their first and last day, no target, and whom to ping', () => {
  const nightly = { ...example.schedules.nightly, from: '2026-12-01', until: '2027-06-30' } as (typeof example.schedules)[string];
  const heartbeat = 'https://hc.example.com/1';
  const part = watchPart({ ...example, schedules: { nightly }, alerts: { email: [], heartbeat } });
  expect(part.schedules.nightly).toMatchObject({ from: '2026-12-01', until: '2027-06-30' });
  expect(JSON.stringify(part)).not.toContain('targets');
  expect(part.heartbeat).toBe(heartbeat);
  expect(watchPart(example).heartbeat).toBeNull();
});
