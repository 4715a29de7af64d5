import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { alerting, logicalId, templateOf } from '../example.ts';

const template = templateOf(alerting);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });

describe.each(['jobs', 'alerts', 'alibaba', 'tencent', 'zenlayer'])('the %s queue', (name) => {
  it('hides a message for six times the function timeout and gives it up after five receives', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `reveille-${name}`,
      VisibilityTimeout: 6 * 30,
      MessageRetentionPeriod: 7 * 24 * 3600,
      SqsManagedSseEnabled: true,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [queue(`reveille-${name}-dead-letters`), 'Arn'] },
        maxReceiveCount: 5,
      },
    });
  });

  it('keeps dead letters for 14 days and takes redriven ones from itself only', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `reveille-${name}-dead-letters`,
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
      RedrivePolicy: Match.absent(),
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [{ 'Fn::Join': ['', Match.arrayWith([`:reveille-${name}`])] }],
      },
    });
  });

  it.each([`reveille-${name}`, `reveille-${name}-dead-letters`])('refuses plain http to %s', (queueName) => {
    const id = queue(queueName);
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: id }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'sqs:*',
            Resource: { 'Fn::GetAtt': [id, 'Arn'] },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ]),
      },
    });
  });

  it('raises an alarm at the first dead letter', () => {
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
    expect(topic).toBeDefined();
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `reveille-${name}-dead-letters`,
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue(`reveille-${name}-dead-letters`), 'QueueName'] } }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: topic }],
    });
  });
});
