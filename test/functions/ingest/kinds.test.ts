import { expect, it } from 'vitest';
import { anIngestFunction, bearer, hmacKey, type Request, secretHolding, signed, token } from './an-ingest-function.ts';

const labels = { alertname: 'Down', instance_id: 'i-bp1x', severity: 'critical', team: 'web', other: 'x' };
const group = (version: string) => ({
  version,
  truncatedAlerts: 5,
  status: 'firing',
  alerts: [
    { status: 'firing', labels, startsAt: '2026-11-21T01:00:00Z', fingerprint: '1a30ba71' },
    { status: 'resolved', labels: { ...labels, instance_id: 'i-bp2' }, startsAt: '2026-11-21T01:00:00Z', fingerprint: '2b30' },
  ],
});
const form = { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };
const metric = new URLSearchParams({ alertState: 'ALERT', alertName: 'cpu', dimensions: '{instanceId=i-bp1x}', transId: 't' });
const systemEvent = {
  alert: { eventName: 'Instance:SystemFailure.Reboot:Failed', arn: 'acs:ecs:cn-hangzhou:1:instance/i-bp1x', dedupId: 'd' },
};
const tencent = (sessionId: unknown) => ({
  ...{ sessionId, alarmStatus: '1', alarmType: 'event', firstOccurTime: '2026-11-21 09:00:00' },
  alarmObjInfo: { region: 'gz', dimensions: { unInstanceId: 'ins-abc' } },
});
const heartbeat = { heartbeat: { monitorID: 7, status: 0, time: '2026-11-21 01:00:00.000' }, monitor: { id: 7, name: 'web-1' } };
const own = { alerts: [{ id: 'db-1', status: 'firing', labels: { alertname: 'Down' }, instance: 'i-bp1x' }] };
const basic = { authorization: `Basic ${Buffer.from(`anyone:${token}`).toString('base64')}` };
const multipart = `--X\r\nContent-Disposition: form-data; name="data"\r\n\r\n${JSON.stringify(heartbeat)}\r\n--X--\r\n`;

const rows: readonly (Request & { readonly of: string; readonly machines: readonly unknown[]; readonly truncated?: number })[] = [
  { of: 'a bearer', source: 'alertmanager', headers: bearer, body: group('4'), machines: ['i-bp1x', 'i-bp2'], truncated: 5 },
  { of: 'Basic', source: 'alertmanager', headers: basic, body: group('4'), machines: ['i-bp1x', 'i-bp2'], truncated: 5 },
  { of: 'a bearer', source: 'grafana', headers: bearer, body: group('1'), machines: ['i-bp1x', 'i-bp2'], truncated: 5 },
  { of: 'a form', source: 'cloudmonitor', pathToken: token, headers: form, body: metric.toString(), machines: ['i-bp1x'] },
  {
    of: 'a form',
    source: 'cloudmonitor',
    pathToken: token,
    headers: form,
    body: metric.toString(),
    base64: true,
    machines: ['i-bp1x'],
  },
  { of: 'an event', source: 'cloudmonitor', pathToken: token, body: systemEvent, machines: ['i-bp1x'] },
  { of: 'Basic', source: 'tencent-monitor', headers: basic, body: tencent('U4Lk'), machines: ['ins-abc'] },
  { of: 'a header', source: 'uptime-kuma', headers: bearer, body: heartbeat, machines: ['i-kuma'] },
  {
    ...{ of: 'a form of parts', source: 'uptime-kuma', body: multipart, base64: true, machines: ['i-kuma'] },
    headers: { ...bearer, 'content-type': 'multipart/form-data; boundary=X' },
  },
  { of: 'a bearer', source: 'reveille', headers: bearer, body: own, machines: ['i-bp1x'] },
];

it.each(rows)('queues what $source says with $of (in base64: $base64)', async ({ machines, truncated = 0, ...request }) => {
  const { ask, sent, counted, logged } = await anIngestFunction();
  const answer = await ask(request);
  if (request.source !== 'tencent-monitor')
    expect(answer).toEqual({
      statusCode: 202,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accepted: machines.length }),
    });
  expect(sent()).toMatchObject([
    {
      ...{ source: request.source, receivedAt: '2026-11-21T01:05:00.000Z', phase: 'received', notBefore: null, truncated },
      statements: machines.map((instanceId, n) => ({ id: `request-1 ${n + 1}`, instanceId })),
    },
  ]);
  expect(counted()).toEqual([[request.source, 'accepted']]);
  expect(logged()).toMatchObject([{ message: 'alerts received', source: request.source, accepted: machines.length, truncated }]);
});

it('keeps the labels that restarts match on, and no others', async () => {
  const { ask, sent } = await anIngestFunction();
  await ask({ source: 'alertmanager', headers: bearer, body: group('4') });
  expect(sent()[0]?.statements[0]?.labels).toEqual({ alertname: 'Down', severity: 'critical', team: 'web' });
});

it.each([
  { sessionId: 'U4Lk', back: 'U4Lk' },
  { sessionId: 7, back: 7 },
  { sessionId: 'x'.repeat(256), back: 'x'.repeat(256) },
  { sessionId: 'x'.repeat(257), back: '' },
])('tells Tencent Cloud its session as it was sent: $back', async ({ sessionId, back }) => {
  const { ask } = await anIngestFunction();
  const { statusCode, body } = await ask({ source: 'tencent-monitor', headers: bearer, body: tencent(sessionId) });
  expect([statusCode, JSON.parse(body ?? '')]).toEqual([200, { sessionId: back, retCode: 0 }]);
});

it.each([
  { of: 'Uptime Kuma', source: 'uptime-kuma', body: { heartbeat: null, monitor: null, msg: 'Testing' } },
  { of: 'a group of none', source: 'grafana', body: { ...group('1'), truncatedAlerts: 0, alerts: [] } },
])('accepts the test of $of and sends nothing', async ({ source, body }) => {
  const { ask, sends } = await anIngestFunction();
  expect(await ask({ source, headers: bearer, body })).toMatchObject({ statusCode: 202, body: '{"accepted":0}' });
  expect(sends()).toEqual([]);
});

it('queues a test notification of Grafana, whose machine no restart lists', async () => {
  const { ask, sent } = await anIngestFunction();
  const alerts = [{ status: 'firing', labels: { alertname: 'TestAlert', instance: 'Grafana' }, fingerprint: '57c6' }];
  expect(await ask({ source: 'grafana', headers: bearer, body: { version: '1', alerts } })).toMatchObject({ statusCode: 202 });
  expect(sent()[0]?.statements).toMatchObject([{ labels: { alertname: 'TestAlert' }, instanceId: null }]);
});

it.each(['grafana', 'reveille'] as const)('knows a signature of %s, and takes no token instead', async (source) => {
  const body = JSON.stringify(source === 'grafana' ? group('1') : own);
  const secret = { token, hmacKey, previousHmacKey: 'old-VERY-SECRET' };
  const { ask, sent } = await anIngestFunction(({ action }) =>
    action === 'GetSecretValue' ? secretHolding(JSON.stringify(secret)) : undefined,
  );
  const statusOf = async (headers: Record<string, string>) => (await ask({ source, headers, body })).statusCode;
  expect(await statusOf(signed(source, body))).toBe(202);
  expect(await statusOf(signed(source, body, 'old-VERY-SECRET'))).toBe(202);
  expect(sent()).toHaveLength(2);
  expect(await statusOf(bearer)).toBe(404);
  expect(await statusOf(signed(source, body, 'forged'))).toBe(404);
  expect(await statusOf(signed(source, `${body} `))).toBe(404);
  expect(sent()).toHaveLength(2);
});

it('does not take a signature that is replayed six minutes later', async () => {
  const body = JSON.stringify(own);
  const { ask, sent, clock } = await anIngestFunction(({ action }) =>
    action === 'GetSecretValue' ? secretHolding(JSON.stringify({ hmacKey })) : undefined,
  );
  const request = { source: 'reveille', headers: signed('reveille', body), body };
  expect(await ask(request)).toMatchObject({ statusCode: 202 });
  clock.now += 360_000;
  expect(await ask(request)).toMatchObject({ statusCode: 404, body: '' });
  expect(sent()).toHaveLength(1);
});

it('checks a signature against the very bytes, whatever their encoding', async () => {
  // Not UTF-8: as a text these bytes would become others.
  const bytes = Buffer.concat([Buffer.from('{"alerts":[]}'), Buffer.from([0xff])]);
  const { ask, counted } = await anIngestFunction(({ action }) =>
    action === 'GetSecretValue' ? secretHolding(JSON.stringify({ hmacKey })) : undefined,
  );
  const headers = signed('reveille', '');
  const { createHmac } = await import('node:crypto');
  const timestamp = headers['x-reveille-timestamp'] ?? '';
  headers['x-reveille-signature'] = createHmac('sha256', hmacKey).update(`${timestamp}.`).update(bytes).digest('hex');
  expect(await ask({ source: 'reveille', headers, body: bytes, base64: true })).toMatchObject({ statusCode: 400 });
  expect(counted()).toEqual([['reveille', 'unreadable']]);
});
