import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { dispatchPart } from '../../../infra/function-configuration.ts';
import { dispatchEnv } from '../../../shared/contract/env.ts';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { accountQueues } from '../../../shared/lambda/account-queues.ts';
import { example, logicalId, smallest, templateOf } from '../example.ts';
import { grantsOf, logArnOf } from '../grants.ts';

const template = templateOf(example);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });
const topic = logicalId(template, 'AWS::SNS::Topic', {});
const table = logicalId(template, 'AWS::DynamoDB::Table', {});
const arnOf = (name: string) => ({ 'Fn::GetAtt': [queue(name), 'Arn'] });

it('knows the URL of every work queue, whom to tell, and the table', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'reveille-dispatch',
    MemorySize: 256,
    Environment: {
      Variables: Match.objectEquals({
        WORK_QUEUE_URLS: {
          'Fn::Join': [
            '',
            [
              '{"alibaba":"',
              { Ref: queue('reveille-alibaba') },
              '","tencent":"',
              { Ref: queue('reveille-tencent') },
              '","zenlayer":"',
              { Ref: queue('reveille-zenlayer') },
              '"}',
            ],
          ],
        },
        NOTICE_TOPIC_ARN: { Ref: topic },
        TABLE_NAME: { Ref: table },
        WATCH_QUEUE_URL: { Ref: queue('reveille-watch') },
        NODE_OPTIONS: '--enable-source-maps',
      }),
    },
  });
});

it.each([
  { of: 'three providers', configuration: example, without: [] },
  { of: 'one provider', configuration: smallest, without: ['alibaba', 'zenlayer'] },
])('starts with the queue of each account, and knows of each provider without one: $of', ({ configuration, without }) => {
  const [lambda] = Object.values(
    templateOf(configuration).findResources('AWS::Lambda::Function', { Properties: { FunctionName: 'reveille-dispatch' } }),
  );
  const join: readonly (string | object)[] = lambda?.Properties.Environment.Variables.WORK_QUEUE_URLS['Fn::Join'][1];
  const text = join.map((part) => (typeof part === 'string' ? part : 'https://sqs.example.com/q')).join('');
  const { WORK_QUEUE_URLS: urls } = dispatchEnv.parse({
    TABLE_NAME: 't',
    WATCH_QUEUE_URL: 'https://sqs.example.com/w',
    NOTICE_TOPIC_ARN: 'arn:aws:sns:x',
    WORK_QUEUE_URLS: text,
  });
  expect(providerNames.filter((provider) => urls[provider] === null)).toEqual(without);
  const { accounts } = dispatchPart(configuration);
  expect([...accountQueues(accounts, urls).keys()]).toEqual(Object.keys(accounts));
});

it('takes ten jobs at a time and may fail some of them', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('reveille-jobs'),
    FunctionName: { Ref: logicalId(template, 'AWS::Lambda::Function', { FunctionName: 'reveille-dispatch' }) },
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

it('may log, take jobs, send batches, tell people and record', () => {
  expect(grantsOf(template, 'reveille-dispatch')).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], [logArnOf(template, 'reveille-dispatch')], {}],
    [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [arnOf('reveille-jobs')], {}],
    [['sqs:SendMessage'], [arnOf('reveille-watch')], {}],
    [['sqs:SendMessage'], [arnOf('reveille-alibaba')], {}],
    [['sqs:SendMessage'], [arnOf('reveille-tencent')], {}],
    [['sqs:SendMessage'], [arnOf('reveille-zenlayer')], {}],
    [['sns:Publish'], [{ Ref: topic }], {}],
    [['dynamodb:PutItem'], [{ 'Fn::GetAtt': [table, 'Arn'] }], {}],
  ]);
});
