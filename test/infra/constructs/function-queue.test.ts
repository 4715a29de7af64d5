import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { alerting, logicalId, templateOf } from '../example.ts';

const template = templateOf(alerting);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });

describe.each(['jobs', 'alerts', 'alibaba', 'tencent', 'zenlayer'])('the %s queue', (name) => {
  const isProvider = name !== 'jobs' && name !== 'alerts';
  const poison = `reveille-${name}-${isProvider ? 'poison' : 'dead-letters'}`;

  it('hides a message for six times the function timeout and gives it up after five receives', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `reveille-${name}`,
      VisibilityTimeout: 6 * 30,
      MessageRetentionPeriod: 7 * 24 * 3600,
      SqsManagedSseEnabled: true,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [queue(poison), 'Arn'] },
        maxReceiveCount: 5,
      },
    });
  });

  it('keeps what was given up for 14 days, and takes it from itself only', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: poison,
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
      RedrivePolicy: Match.absent(),
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [{ 'Fn::Join': ['', Match.arrayWith([`:reveille-${name}`])] }],
      },
    });
  });

  it.runIf(isProvider)('keeps letters for 14 days in a queue of their own, to which SQS moves nothing', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `reveille-${name}-dead-letters`,
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
      RedrivePolicy: Match.absent(),
      RedriveAllowPolicy: { redrivePermission: 'denyAll' },
    });
  });

  it.each([...new Set([`reveille-${name}`, `reveille-${name}-dead-letters`, poison])])(
    'refuses plain http to %s',
    (queueName) => {
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
    },
  );

  it('raises an alarm at the first message that was given up, and none at a letter', () => {
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
    expect(topic).toBeDefined();
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: poison,
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue(poison), 'QueueName'] } }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: topic }],
      OKActions: [{ Ref: topic }],
    });
    const alarms = template.findResources('AWS::CloudWatch::Alarm', {
      Properties: { AlarmName: `reveille-${name}-dead-letters` },
    });
    expect(Object.keys(alarms)).toHaveLength(isProvider ? 0 : 1);
  });
});
