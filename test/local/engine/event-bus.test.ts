import { expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();

test('an event that a rule wants comes to its queue, with what AWS fills in', async () => {
  expect(await runScenario('eventDelivered')).toEqual({
    events: [
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        account: '000000000000',
        region: 'us-east-1',
        time: expect.stringMatching(/^2026-11-23T00:30:\d\dZ$/),
        resources: [],
        source: 'aws.cloudwatch',
        'detail-type': 'CloudWatch Alarm State Change',
        detail: { alarmName: 'web', state: { value: 'ALARM' } },
      },
    ],
    dead: [],
    letters: [],
    undelivered: [],
  });
});

test.each(['eventOfNoRule', 'ruleDisabled'])('%s: nothing is sent', async (scenario) => {
  expect(await runScenario(scenario)).toEqual({ events: [], dead: [], letters: [], undelivered: [] });
});

test.each([
  { scenario: 'eventRefused', what: 'becomes a dead letter', dead: ['web'] },
  { scenario: 'eventLost', what: 'is lost when the dead letters are closed too', dead: [] },
])('an event whose queue has no policy for the rule $what, and is reported', async ({ scenario, dead }) => {
  const text = (StringValue: unknown) => ({ DataType: 'String', StringValue });
  const letter = {
    RULE_ARN: text('arn:aws:events:us-east-1:000000000000:rule/alarms'),
    TARGET_ARN: text('arn:aws:sqs:us-east-1:000000000000:events'),
    ERROR_CODE: text('NO_PERMISSIONS'),
    ERROR_MESSAGE: text(expect.stringMatching(/^User: events\.amazonaws\.com is not authorized to perform: sqs:SendMessage/)),
    RETRY_ATTEMPTS: text('0'),
  };
  expect(await runScenario(scenario)).toEqual({ events: [], dead, letters: [letter], undelivered: ['alarms AccessDenied'] });
});
