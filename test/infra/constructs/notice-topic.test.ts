import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { example, logicalId, templateOf } from '../example.ts';
import { statementsOf } from '../statements.ts';

const template = templateOf(example);
const topic = logicalId(template, 'AWS::SNS::Topic', { TopicName: 'reveille-alerts' });
const policy = statementsOf(template).filter(({ type }) => type === 'AWS::SNS::TopicPolicy');

it('lets the alarms of this deployment publish', () => {
  expect(policy.filter(({ effect }) => effect === 'Allow')).toMatchObject([
    {
      service: 'cloudwatch.amazonaws.com',
      actions: ['sns:Publish'],
      resources: [{ Ref: topic }],
      condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', expect.arrayContaining([':alarm:reveille-*'])] } },
      },
    },
  ]);
});

it('refuses what arrives without TLS', () => {
  expect(policy.filter(({ effect }) => effect === 'Deny')).toMatchObject([
    { actions: ['sns:Publish'], resources: [{ Ref: topic }], condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  ]);
});

it('is under no key that CloudWatch may not use', () => {
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.absent() });
});

it.each(['ops@example.com', 'boss@example.com'])('mails to %s', (address) => {
  template.hasResourceProperties('AWS::SNS::Subscription', { TopicArn: { Ref: topic }, Protocol: 'email', Endpoint: address });
});

it('mails once to an address that is written twice', () => {
  const email = ['ops@example.com', 'ops@example.com'];
  templateOf({ ...example, alerts: { email } }).resourceCountIs('AWS::SNS::Subscription', 1);
});
