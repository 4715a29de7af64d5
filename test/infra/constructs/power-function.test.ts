import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { example, logicalId, templateOf } from '../example.ts';
import { byCodeOf, grantsOf, logArnOf, secretArn, throughSecretsManager } from '../grants.ts';

const template = templateOf(example);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });
const arnOf = (name: string) => ({ 'Fn::GetAtt': [queue(name), 'Arn'] });
const table = logicalId(template, 'AWS::DynamoDB::Table', {});
const topic = { Ref: logicalId(template, 'AWS::SNS::Topic', {}) };
describe.each([
  { provider: 'alibaba', secrets: ['ali-prod', 'ali-test'], keys: ['arn:aws:kms:eu-west-1:111122223333:key/ali-prod'] },
  { provider: 'tencent', secrets: ['tc-dev'], keys: [] },
  { provider: 'zenlayer', secrets: ['zen-edge'], keys: [] },
])('power for $provider', ({ provider, secrets, keys }) => {
  const functionName = `reveille-power-${provider}`;

  it('knows its own queue, its own dead-letter queue, the topic and the table', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: functionName,
      MemorySize: 512,
      RecursiveLoop: 'Allow',
      Environment: {
        Variables: Match.objectEquals({
          PROVIDER: provider,
          WORK_QUEUE_URL: { Ref: queue(`reveille-${provider}`) },
          DEAD_LETTER_QUEUE_URL: { Ref: queue(`reveille-${provider}-dead-letters`) },
          NOTICE_TOPIC_ARN: topic,
          TABLE_NAME: { Ref: table },
          NODE_OPTIONS: '--enable-source-maps',
        }),
      },
    });
  });

  it('takes one batch at a time, two at once', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: arnOf(`reveille-${provider}`),
      FunctionName: { Ref: logicalId(template, 'AWS::Lambda::Function', { FunctionName: functionName }) },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: Match.absent(),
    });
  });

  it('may do its work, read the secrets of its own accounts, and nothing else', () => {
    expect(grantsOf(template, functionName)).toEqual([
      [['logs:CreateLogStream', 'logs:PutLogEvents'], [logArnOf(template, functionName)], {}],
      [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [arnOf(`reveille-${provider}`)], {}],
      [['sqs:SendMessage'], [arnOf(`reveille-${provider}`)], {}],
      [['sqs:SendMessage'], [arnOf(`reveille-${provider}-dead-letters`)], {}],
      [['sns:Publish'], [topic], {}],
      [['dynamodb:GetItem', 'dynamodb:PutItem'], [{ 'Fn::GetAtt': [table, 'Arn'] }], {}],
      [['secretsmanager:GetSecretValue'], secrets.map((name) => secretArn(`reveille/${name}`)), byCodeOf(functionName)],
      ...keys.map((key) => [['kms:Decrypt'], [key], throughSecretsManager]),
    ]);
  });
});
