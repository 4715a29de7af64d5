import { expect, it, onTestFinished } from 'vitest';
import { CountedMetrics } from '../../local/engine/alarms/counted-metrics.ts';
import type { EngineEvent } from '../../local/engine/engine-event.ts';
import { KeyRing } from '../../local/engine/gateway/gateway.ts';
import { accessBy } from '../../local/engine/iam/access.ts';
import { MessagingBackend } from '../../local/engine/messaging/messaging-backend.ts';
import { RunningStack } from '../../local/engine/running-stack.ts';
import { stackPolicies } from '../../local/engine/services/services.ts';
import { TableBackend } from '../../local/engine/table/table-backend.ts';
import { loadStack } from '../../local/engine/template/stack.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { outputLines } from '../support/output-lines.ts';
import { alerting, templateOf } from './example.ts';

// The deployed template on the engine, with its event sources switched off: no function runs, and
// each alarm is set off by what it is for.

const hour = 3_600_000;
// The files of this project share their templates.
const template = structuredClone(templateOf(alerting).toJSON());
for (const { Type, Properties } of Object.values<{ Type: string; Properties: Record<string, unknown> }>(template.Resources)) {
  if (Type === 'AWS::Lambda::EventSourceMapping') Properties.Enabled = false;
  if (Type === 'AWS::Lambda::Function') Properties.Code = { S3Bucket: 'assets', S3Key: 'code.zip' };
}

const origin = 'http://127.0.0.1:4566';
const stack = loadStack({ stackName: 'Reveille', template, codeFolder: () => '/code' }, origin);
const all = stack.resources('AWS::CloudWatch::Alarm').map(({ name }) => name);
// What is missing can be missed only while rules fire: a test of its own.
const alarms = all.filter((name) => name !== 'reveille-heartbeat');

type Happening = EngineEvent extends infer Event ? (Event extends { readonly at: number } ? Omit<Event, 'at'> : never) : never;

/** The stack as it is just after its deployment, and ways to make something happen in it. */
async function aStack() {
  const clock = { ms: Date.now() };
  const metrics = new CountedMetrics();
  const [backend, tables] = [new MessagingBackend(), new TableBackend()];
  onTestFinished(async () => {
    await Promise.all([backend.close(), tables.close()]);
  });
  const running = await RunningStack.deploy({
    stack,
    access: accessBy(stackPolicies(stack)),
    clock: {
      now: () => clock.ms,
      offset: () => clock.ms - Date.now(),
      shiftTo: (offset: number) => {
        clock.ms = Date.now() + offset;
      },
      restore: () => {},
    },
    backend,
    tables,
    items: [],
    secrets: {},
    keys: new KeyRing(),
    origin,
    report: () => {},
    metrics,
    resting: [],
    onClose: () => {},
    virtual: true,
    meddler: {},
  });
  const happens = (event: Happening, times = 1): void => {
    for (let n = 0; n < times; n += 1) metrics.hear({ ...event, at: clock.ms } as EngineEvent);
  };
  /** What a function writes, as CloudWatch reads it. */
  const writes = (write: (telemetry: ReturnType<typeof telemetryOf>) => void): void => {
    const lines = outputLines();
    write(telemetryOf('any'));
    for (const line of lines) happens({ kind: 'logged', functionName: 'any', line: JSON.stringify(line) });
  };
  const published = (state: string) =>
    running.published.flatMap(({ message }) => {
      const { AlarmName, NewStateValue } = JSON.parse(message);
      return NewStateValue === state ? [String(AlarmName)] : [];
    });
  return { running, metrics, clock, happens, writes, published };
}
type Stage = Awaited<ReturnType<typeof aStack>>;

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
    ({ metrics, clock }) =>
      metrics
        .seriesOf({ namespace: 'AWS/Scheduler', name: 'InvocationThrottleCount', dimensions: { ScheduleGroup: group } })
        .count(clock.ms, 1),
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
  const stage = await aStack();
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
  const { running, happens, writes } = await aStack();
  happens({ ...answered, status: 404 }, 20);
  happens({ kind: 'finished', functionName: 'reveille-dispatch', outcome: 'ok', failedRecords: 0 });
  writes(({ request }) => request('prometheus', 'accepted'));
  await running.settle(2 * hour);
  expect(running.published).toEqual([]);
});

it('misses the heartbeat after two of three hours in which dispatch has counted none', async () => {
  const { running, metrics, clock, published } = await aStack();
  const beats = metrics.seriesOf({ namespace: 'Reveille', name: 'Heartbeat', dimensions: {} });
  const began = clock.ms;
  for (const n of [-3, -2, -1, 0, 1, 2]) beats.count(began + n * hour, 1);
  await running.runUntil(began + 3 * hour);
  expect(published('ALARM')).not.toContain('reveille-heartbeat');
  await running.runUntil(began + 7 * hour);
  expect(published('ALARM').filter((name) => name === 'reveille-heartbeat')).toHaveLength(1);
});
