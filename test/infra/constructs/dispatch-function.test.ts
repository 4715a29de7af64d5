import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { example, logicalId, smallest, templateOf } from '../example.ts';
import { grantsOf, logArnOf } from '../grants.ts';

const template = templateOf(example);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });
const topic = logicalId(template, 'AWS::SNS::Topic', {});
const arnOf = (name: string) => ({ 'Fn::GetAtt': [queue(name), 'Arn'] });

it('knows the URL of every work queue in use, and whom to tell', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'reveille-dispatch',
    MemorySize: 256,
    Environment: {
      Variables: Match.objectEquals({
        ALIBABA_QUEUE_URL: { Ref: queue('reveille-alibaba') },
        TENCENT_QUEUE_URL: { Ref: queue('reveille-tencent') },
        ZENLAYER_QUEUE_URL: { Ref: queue('reveille-zenlayer') },
        ALERT_TOPIC_ARN: { Ref: topic },
        NODE_OPTIONS: '--enable-source-maps',
      }),
    },
  });
});

it('has no name for a work queue that is not in use', () => {
  templateOf(smallest).hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'reveille-dispatch',
    Environment: {
      Variables: Match.objectEquals({
        TENCENT_QUEUE_URL: Match.anyValue(),
        ALERT_TOPIC_ARN: Match.anyValue(),
        NODE_OPTIONS: Match.anyValue(),
      }),
    },
  });
});

it('takes ten jobs at a time and may fail some of them', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('reveille-jobs'),
    FunctionName: { Ref: logicalId(template, 'AWS::Lambda::Function', { FunctionName: 'reveille-dispatch' }) },
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

it('may log, take jobs, send batches and tell people', () => {
  expect(grantsOf(template, 'reveille-dispatch')).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], [logArnOf(template, 'reveille-dispatch')], {}],
    [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [arnOf('reveille-jobs')], {}],
    [['sqs:SendMessage'], [arnOf('reveille-alibaba')], {}],
    [['sqs:SendMessage'], [arnOf('reveille-tencent')], {}],
    [['sqs:SendMessage'], [arnOf('reveille-zenlayer')], {}],
    [['sns:Publish'], [{ Ref: topic }], {}],
  ]);
});
