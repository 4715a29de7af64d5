import { expect, it } from 'vitest';
import { deployed, restingStack } from './deployed.ts';

// The deployed template on the engine, with its event sources switched off: no function runs, and
// each alarm is set off by what it is for.

const hour = 3_600_000;
const stack = restingStack();
const all = stack.resources('AWS::CloudWatch::Alarm').map(({ name }) => name);
// What is missing can be missed only while rules fire: a test of its own.
const alarms = all.filter((name) => name !== 'reveille-heartbeat');

type Stage = Awaited<ReturnType<typeof deployed>>;

const group = 'reveille';
const refused = {
  service: 'dynamodb',
  resource: `arn:aws:dynamodb:x:1:table/${stack.resources('AWS::DynamoDB::Table')[0]?.name}`,
};
const throttled = { kind: 'call-failed', ...refused, code: 'ProvisionedThroughputExceededException', status: 400 } as const;
const apiId = stack.resources('AWS::ApiGatewayV2::Api')[0]?.ref ?? '';
const answered = { kind: 'answered', apiId, routeKey: null } as const;
const undelivered = { kind: 'delivery-failed', schedule: 's', group, code: 'AccessDenied' } as const;
const ended = { kind: 'finished', failedRecords: 1 } as const;

/** What sets alarms off, by a part of their names; the first that fits. */
const causes: readonly (readonly [string, (stage: Stage, alarm: string) => unknown])[] = [
  ['-poison', ({ running }, name) => running.send(name, 'what no function could read')],
  ['-dead-letters', ({ running }, name) => running.send(name, 'what no function could read')],
  ['-late', ({ running }, name) => running.send(name.replace(/-late$/, ''), 'what nobody takes')],
  ['scheduler-errors', ({ happens }) => happens({ ...undelivered, final: false })],
  ['scheduler-dropped', ({ happens }) => happens({ ...undelivered, final: true })],
  ['scheduler-lost', ({ happens }) => happens({ kind: 'delivery-lost', schedule: 's', group })],
  // Nothing here throttles Scheduler, so the metric is counted as it stands in its user guide.
  [
    'scheduler-throttled',
    ({ metrics, now }) =>
      metrics
        .seriesOf({ namespace: 'AWS/Scheduler', name: 'InvocationThrottleCount', dimensions: { ScheduleGroup: group } })
        .count(now(), 1),
  ],
  ['records-lost', ({ writes }) => writes(({ lost }) => lost('run record', new Error('throttled')))],
  ['notices-lost', ({ writes }) => writes(({ lost }) => lost('notice', new Error('no topic')))],
  ['table-writes-throttled', ({ happens }) => happens({ ...throttled, action: 'PutItem' })],
  ['table-reads-throttled', ({ happens }) => happens({ ...throttled, action: 'GetItem' })],
  ['endpoint-errors', ({ happens }) => happens({ ...answered, status: 503 })],
  ['endpoint-refusals', ({ happens }) => happens({ ...answered, status: 404 }, 21)],
  [
    '-secret',
    ({ writes }, name) => writes(({ request }) => request(name.replace(/^reveille-source-|-secret$/g, ''), 'no-secret')),
  ],
  ['-errors', ({ happens }, name) => happens({ ...ended, functionName: name.replace(/-errors$/, ''), outcome: 'TypeError' })],
  [
    '-throttles',
    ({ happens }, name) =>
      happens({ ...ended, functionName: name.replace(/-throttles$/, ''), outcome: 'TooManyRequestsException' }),
  ],
];

it('goes off for what it is for, and reaches the topic: every alarm, once, and nothing before', async () => {
  const stage = await deployed(stack);
  const { running, published } = stage;
  await running.settle(2 * hour);
  expect(running.published).toEqual([]);
  for (const alarm of alarms) {
    const [, cause] = causes.find(([part]) => alarm.includes(part)) ?? [];
    expect(cause, alarm).toBeDefined();
    await cause?.(stage, alarm);
  }
  await running.settle(2 * hour);
  expect(published('ALARM').toSorted()).toEqual(alarms.toSorted());
  // What is counted is over by itself; what lies in a queue waits for a person.
  const waiting = alarms.filter((name) => /-(poison|dead-letters|late)$/.test(name));
  expect(published('OK').toSorted()).toEqual(alarms.filter((name) => !waiting.includes(name)).toSorted());
});

it('stays quiet about twenty refusals, an invocation that ends well, and an alert of a known source', async () => {
  const { running, happens, writes } = await deployed(stack);
  happens({ ...answered, status: 404 }, 20);
  happens({ kind: 'finished', functionName: 'reveille-dispatch', outcome: 'ok', failedRecords: 0 });
  writes(({ request }) => request('prometheus', 'accepted'));
  await running.settle(2 * hour);
  expect(running.published).toEqual([]);
});

it('misses the heartbeat after two of three hours in which dispatch has counted none', async () => {
  const { running, metrics, now, published } = await deployed(stack);
  const beats = metrics.seriesOf({ namespace: 'Reveille', name: 'Heartbeat', dimensions: {} });
  const began = now();
  for (const n of [-3, -2, -1, 0, 1, 2]) beats.count(began + n * hour, 1);
  await running.runUntil(began + 3 * hour);
  expect(published('ALARM')).not.toContain('reveille-heartbeat');
  await running.runUntil(began + 7 * hour);
  expect(published('ALARM').filter((name) => name === 'reveille-heartbeat')).toHaveLength(1);
});
