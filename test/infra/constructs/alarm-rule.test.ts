import { expect, it } from 'vitest';
import { alerting, logicalId, templateOf } from '../example.ts';
import { statementsOf } from '../statements.ts';

const template = templateOf(alerting);
const queue = (QueueName: string) => logicalId(template, 'AWS::SQS::Queue', { QueueName });
const arnOf = (name: string) => ({ 'Fn::GetAtt': [queue(name), 'Arn'] });
const rule = logicalId(template, 'AWS::Events::Rule', {});

it('puts changes of alarms on the alerts queue, and beside it what cannot be put there', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    Name: 'reveille-alarms',
    State: 'ENABLED',
    EventPattern: { source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] },
    Targets: [{ Arn: arnOf('reveille-alerts'), DeadLetterConfig: { Arn: arnOf('reveille-alerts-dead-letters') } }],
  });
});

it('is the only rule that may do so', () => {
  const events = statementsOf(template).filter(({ service }) => service === 'events.amazonaws.com');
  const condition = { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule, 'Arn'] } } };
  expect(events.map(({ type, effect, actions, resources, condition: when }) => [type, effect, actions, resources, when])).toEqual(
    ['reveille-alerts-dead-letters', 'reveille-alerts'].map((name) => [
      'AWS::SQS::QueuePolicy',
      'Allow',
      ['sqs:SendMessage'],
      [arnOf(name)],
      condition,
    ]),
  );
});
