import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { it } from 'vitest';
import { NodeFunction } from '../../../infra/constructs/node-function.ts';
import type { DispatchEnvInput, PowerEnvInput } from '../../../shared/contract/env.ts';
import { logicalId } from '../example.ts';

const code = Code.fromInline('exports.handler = async () => {};');
const common = { functionName: 'reveille-test', code, memoryMb: 256 };
const topic = 'arn:aws:sns:eu-west-1:111122223333:t';
const dispatch: DispatchEnvInput = {
  TABLE_NAME: 'table',
  WATCH_QUEUE_URL: 'https://sqs.example.com/w',
  NOTICE_TOPIC_ARN: topic,
  WORK_QUEUE_URLS: '{}',
};
const power: PowerEnvInput = {
  PROVIDER: 'alibaba',
  WORK_QUEUE_URL: 'https://sqs.example.com/q',
  DEAD_LETTER_QUEUE_URL: 'https://sqs.example.com/d',
  NOTICE_TOPIC_ARN: topic,
  TABLE_NAME: 'table',
};

it('runs index.handler on Node 24 and arm64 for at most 30 seconds', () => {
  const stack = new Stack();
  new NodeFunction<PowerEnvInput>(stack, 'Power', { ...common, environment: power });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    Timeout: 30,
    MemorySize: 256,
    Environment: { Variables: { ...power, NODE_OPTIONS: '--enable-source-maps' } },
  });
});

it('logs to a group of its own, which outlives the stack and forgets after 90 days', () => {
  const stack = new Stack();
  new NodeFunction<DispatchEnvInput>(stack, 'Dispatch', { ...common, environment: dispatch });
  const template = Template.fromStack(stack);
  template.hasResource('AWS::Logs::LogGroup', {
    Properties: { RetentionInDays: 90 },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
  const log = logicalId(template, 'AWS::Logs::LogGroup', {});
  template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: { Ref: log } } });
});

it('does not compile with a misspelt or a missing name', () => {
  const stack = new Stack();
  new NodeFunction<DispatchEnvInput>(stack, 'Misspelt', {
    ...common,
    // @ts-expect-error: QUEUE is misspelt
    environment: { NOTICE_TOPIC_ARN: topic, WORK_QEUE_URLS: '{}' },
  });
  const { NOTICE_TOPIC_ARN: _, ...without } = power;
  // @ts-expect-error: power cannot run without the topic
  new NodeFunction<PowerEnvInput>(stack, 'Missing', { ...common, functionName: 'reveille-missing', environment: without });
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 2);
});
