import { expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();

test('a listed message comes back after its visibility timeout and moves to the dead-letter queue after three receives', async () => {
  const result = await runScenario('partialFailure');
  expect(result).toMatchObject({
    settled: true,
    did: [
      ['ok', 1],
      ['fail', 1],
      ['ok', 1],
      ['fail', 2],
      ['fail', 3],
    ],
    dead: [{ body: '{"do":"fail","name":"𠮷"}', receiveCount: 3 }],
  });
  // Three visibility timeouts of one minute, and at most one more minute until the alarm.
  expect(result.minutes).toBeGreaterThanOrEqual(3);
  expect(result.jumpedMinutes).toBeLessThan(4.1);
});

test('after a function error the whole batch stays', async () => {
  // Both come back; whether together or one after the other is for the queue to say.
  expect(await runScenario('functionError')).toEqual({ first: { outcome: 'TypeError', failed: 2 }, ended: 2 });
});

test('a delayed message is not there before its time, and settle says so', async () => {
  const { afterSeconds, jumpedSeconds, ...result } = await runScenario('delayed');
  expect(result).toEqual({ early: { settled: false }, late: { settled: true }, did: ['send', 'ok'] });
  // Ten minutes after it was sent, which is after a cold start.
  expect(afterSeconds).toBeGreaterThanOrEqual(600);
  expect(jumpedSeconds).toBeLessThanOrEqual(600);
});

test('with the real clock a delay is waited for and nothing is jumped over', async () => {
  const { seconds, ...result } = await runScenario('delayedForReal');
  expect(result).toEqual({ settled: true, did: 1, jumpedMs: 0 });
  expect(seconds).toBeGreaterThanOrEqual(1);
});

test('a mapping keeps to its maximum concurrency and uses warm processes again', async () => {
  expect(await runScenario('concurrency')).toEqual({ did: 8, most: 2, processes: 2 });
});

test('a disabled mapping leaves its queue alone', async () => {
  expect(await runScenario('disabledMapping')).toEqual({
    settled: true,
    did: 0,
    waiting: 1,
    queues: [
      { name: 'jobs-dead', logicalId: 'JobsDead', deadLetterOf: 'Fixture-Jobs' },
      { name: 'Fixture-Jobs', logicalId: 'Jobs', deadLetterOf: null },
      { name: 'Fixture-Forbidden', logicalId: 'Forbidden', deadLetterOf: null },
    ],
  });
});

test('an alarm on a dead-letter queue is published once', async () => {
  expect(await runScenario('alarm')).toMatchObject({
    before: [{ name: 'dead-letters', state: 'OK' }],
    after: [{ name: 'dead-letters', state: 'ALARM' }],
    count: 1,
    topicArn: 'arn:aws:sns:us-east-1:000000000000:Fixture-Alerts',
    from: 'alarm',
    message: { AlarmName: 'dead-letters', NewStateValue: 'ALARM', OldStateValue: 'OK' },
  });
});

test('a topic whose policy does not name CloudWatch gets no alarm', async () => {
  expect(await runScenario('alarmRefused')).toEqual({
    alarms: [{ name: 'dead-letters', state: 'ALARM' }],
    published: 0,
    refused: [{ principal: 'cloudwatch.amazonaws.com', action: 'SNS:Publish' }],
  });
});
