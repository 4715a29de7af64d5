import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { alerting, logicalId, templateOf } from '../example.ts';
import { grantsOf, logArnOf } from '../grants.ts';

const template = templateOf(alerting);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });
const arnOf = (name: string) => ({ 'Fn::GetAtt': [queue(name), 'Arn'] });
const topic = { Ref: logicalId(template, 'AWS::SNS::Topic', {}) };
const table = logicalId(template, 'AWS::DynamoDB::Table', {});

it('knows its table, its queue, every work queue and whom to tell, and may go on in a long chain', () => {
  const url = (name: string) => ({ Ref: queue(name) });
  const [alibaba, tencent, zenlayer] = [url('reveille-alibaba'), url('reveille-tencent'), url('reveille-zenlayer')];
  const urls = ['{"alibaba":"', alibaba, '","tencent":"', tencent, '","zenlayer":"', zenlayer, '"}'];
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'reveille-restart',
    MemorySize: 512,
    RecursiveLoop: 'Allow',
    Environment: {
      Variables: Match.objectEquals({
        TABLE_NAME: { Ref: table },
        ALERTS_QUEUE_URL: url('reveille-alerts'),
        WORK_QUEUE_URLS: { 'Fn::Join': ['', urls] },
        NOTICE_TOPIC_ARN: topic,
        NODE_OPTIONS: '--enable-source-maps',
      }),
    },
  });
});

it('takes ten messages at a time and may fail some of them', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('reveille-alerts'),
    FunctionName: { Ref: logicalId(template, 'AWS::Lambda::Function', { FunctionName: 'reveille-restart' }) },
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

it('may do its work and nothing else: no secret, no scan, no dead letter', () => {
  expect(grantsOf(template, 'reveille-restart')).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], [logArnOf(template, 'reveille-restart')], {}],
    [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [arnOf('reveille-alerts')], {}],
    ...['reveille-alerts', 'reveille-alibaba', 'reveille-tencent', 'reveille-zenlayer'].map((name) => [
      ['sqs:SendMessage'],
      [arnOf(name)],
      {},
    ]),
    [['dynamodb:GetItem', 'dynamodb:PutItem'], [{ 'Fn::GetAtt': [table, 'Arn'] }], {}],
    [['sns:Publish'], [topic], {}],
  ]);
});
