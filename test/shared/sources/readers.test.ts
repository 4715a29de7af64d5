import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statement } from '../../../shared/contract/alert-message.ts';
import { type SourceKind, sourceKinds } from '../../../shared/domain/vocabulary.ts';
import { type Heard, type Hearing, Unreadable } from '../../../shared/sources/hearing.ts';
import { readers } from '../../../shared/sources/sources.ts';

const form = 'application/x-www-form-urlencoded; charset=UTF-8';
const json = 'application/json';

function read(kind: SourceKind, body: unknown, hearing: Partial<Hearing> & { readonly contentType?: string } = {}): Heard {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { contentType = json, ...more } = hearing;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  return readers[kind]({ text, contentType }, { source: { idLabel: 'instance_id', names: {} }, labels: [], newId, ...more });
}

/** The one statement of a body. */
function said(...given: Parameters<typeof read>) {
  const { statements } = read(...given);
  return statements.length === 1 && statements[0] !== undefined ? statements[0] : expect.fail(`${statements.length} statements`);
}

// The bodies are made from the fields that the vendors document; the sources are beside each
// reader.
const alert = {
  status: 'firing',
  labels: { alertname: 'Down', instance_id: 'i-bp1x', severity: 'critical', team: 'web' },
  startsAt: '2026-11-21T01:00:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: '1a30ba71cca2921f',
};
const group = { version: '4', truncatedAlerts: 0, status: 'firing', receiver: 'reveille', alerts: [alert] };

describe.each([
  { kind: 'alertmanager', version: '4' },
  { kind: 'grafana', version: '1' },
] as const)('$kind', ({ kind, version }) => {
  const own = { ...group, version };

  it('names machine, labels and episode of each alert', () => {
    expect(said(kind, own, { labels: ['team'] })).toEqual({
      id: 'id-1',
      status: 'firing',
      series: '1a30ba71cca2921f',
      episode: '1a30ba71cca2921f 2026-11-21T01:00:00.000Z',
      startsAt: '2026-11-21T01:00:00.000Z',
      labels: { alertname: 'Down', severity: 'critical', team: 'web' },
      instanceId: 'i-bp1x',
    });
  });

  it('keeps the series from one episode to the next, and the episode to its end', () => {
    const resolved = { ...alert, status: 'resolved', endsAt: '2026-11-21T01:05:00Z' };
    const next = { ...alert, startsAt: '2026-11-21T02:00:00Z' };
    const [first, end, second] = read(kind, { ...own, alerts: [alert, resolved, next] }).statements;
    expect([end?.status, end?.episode, end?.series]).toEqual(['resolved', first?.episode, first?.series]);
    expect(second?.series).toBe(first?.series);
    expect(second?.episode).not.toBe(first?.episode);
  });

  it('says how many alerts were cut off', () => {
    expect(read(kind, { ...own, truncatedAlerts: 5 }).truncated).toBe(5);
    expect(read(kind, { ...own, truncatedAlerts: null }).truncated).toBe(0);
  });

  it('does without a fingerprint, a beginning and a machine', () => {
    const bare = { status: 'firing', labels: { b: '1', a: '2' } };
    const [one, other] = read(kind, { ...own, alerts: [bare, { ...bare, labels: { a: '2', b: '1' } }] }).statements;
    expect(one).toMatchObject({ startsAt: null, instanceId: null, labels: {} });
    expect(other?.series).toBe(one?.series);
  });

  it('refuses another version, and a body of the operator', () => {
    expect(() => read(kind, { ...own, version: '3' })).toThrow(`the body is not of version ${version}`);
    expect(() => read(kind, { text: 'down' })).toThrow('send the default body');
    expect(() => read(kind, 'down')).toThrow('the body is not JSON');
  });
});

describe('cloudwatch', () => {
  const arn = 'arn:aws:cloudwatch:us-east-1:1:alarm:web-1-down';
  const dimensions = { InstanceId: 'i-bp1x' };
  const event = (value: string, more: object = {}) => ({
    'detail-type': 'CloudWatch Alarm State Change',
    resources: [arn],
    detail: {
      alarmName: 'web-1-down',
      state: { value, timestamp: '2026-11-21T01:05:00.000+0000' },
      previousState: { value: 'ALARM', timestamp: '2026-11-21T01:00:00.000+0000' },
      configuration: { metrics: [{ metricStat: { metric: { namespace: 'Probes', name: 'Up', dimensions } } }] },
      ...more,
    },
  });

  it('fires on ALARM and resolves the same episode on OK', () => {
    const firing = said('cloudwatch', event('ALARM', { state: { value: 'ALARM', timestamp: '2026-11-21T01:00:00.000+0000' } }));
    const ok = said('cloudwatch', event('OK'));
    expect(firing).toMatchObject({ status: 'firing', series: arn, startsAt: '2026-11-21T01:00:00.000Z', instanceId: 'i-bp1x' });
    expect(ok).toMatchObject({ status: 'resolved', series: arn, episode: firing.episode });
  });

  it('never acts on INSUFFICIENT_DATA', () => {
    expect(read('cloudwatch', event('INSUFFICIENT_DATA')).statements).toEqual([]);
  });

  it('prefers the name in the configuration, then the dimension that it names', () => {
    const source = { idLabel: 'Machine', names: { 'web-1-down': 'i-named' } };
    expect(said('cloudwatch', event('ALARM'), { source }).instanceId).toBe('i-named');
    const metrics = [{ metricStat: { metric: { dimensions: { Machine: 'i-label', InstanceId: 'i-2' } } } }];
    const labelled = event('ALARM', { configuration: { metrics } });
    expect(said('cloudwatch', labelled, { source: { ...source, names: {} } }).instanceId).toBe('i-label');
  });

  it('knows no machine of an alarm made of others', () => {
    expect(said('cloudwatch', event('ALARM', { configuration: {} })).instanceId).toBeNull();
    expect(() => read('cloudwatch', { 'detail-type': 'Other' })).toThrow('is not a CloudWatch Alarm State Change');
  });
});

describe('cloudmonitor', () => {
  const fields = {
    ...{ alertName: 'cpu', alertState: 'ALERT', dimensions: '{userId=1, instanceId=i-bp1x}', regionId: 'null', ruleId: 'r1' },
    ...{ timestamp: '1763686800000', transId: '53767d2a', triggerLevel: 'CRITICAL' },
  };
  const metric = (changes: Record<string, string> = {}) => new URLSearchParams({ ...fields, ...changes }).toString();
  const firing = {
    ...{ status: 'firing', series: '53767d2a', episode: '53767d2a', startsAt: '2025-11-21T01:00:00.000Z' },
    ...{ labels: { alertname: 'cpu', severity: 'CRITICAL' }, instanceId: 'i-bp1x' },
  };

  it.each([
    { changes: {}, is: firing },
    { changes: { timestamp: '1763686800' }, is: firing },
    { changes: { timestamp: 'null' }, is: { ...firing, startsAt: null } },
    { changes: { dimensions: '{"instanceId":"i-bp1x","userId":"1"}' }, is: firing },
    { changes: { dimensions: '{userId=1, instanceId=null}' }, is: { ...firing, instanceId: null } },
    { changes: { alertState: 'OK', triggerLevel: 'null' }, is: { ...firing, status: 'resolved', labels: { alertname: 'cpu' } } },
    { changes: { transId: 'null' }, is: { series: 'r1 i-bp1x' } },
  ])('reads the alarm of a metric: $changes', ({ changes, is }) => {
    expect(said('cloudmonitor', metric(changes as Record<string, string>), { contentType: form })).toMatchObject(is);
  });

  it('does nothing without data, and refuses what is no alarm', () => {
    expect(read('cloudmonitor', metric({ alertState: 'INSUFFICIENT_DATA' }), { contentType: form }).statements).toEqual([]);
    expect(() => read('cloudmonitor', 'a=b', { contentType: form })).toThrow('alertState is neither ALERT nor OK');
  });

  const event = (eventName: string, changes: object = {}) => ({
    alert: {
      ...{ alertStatus: 'TRIGGERED', eventName, product: 'ECS', severity: 'CRITICAL' },
      ...{ arn: 'acs:ecs:cn-hangzhou:1:instance/i-bp1x', dedupId: '1e944627', timestamp: 1763686800000 },
      ...changes,
    },
    severity: 'CRITICAL',
  });
  it.each([
    { name: 'Instance:SystemFailure.Reboot:Failed', acts: true },
    { name: 'InstanceFailure.Reboot:Failed', acts: true },
    { name: 'SystemFailure.Stop:Executed', acts: true },
    { name: 'Instance:SystemMaintenance.Stop:Executed', acts: true },
    { name: 'Instance:SystemFailure.Reboot:Executing', acts: false },
    { name: 'Instance:SystemMaintenance.Reboot:Scheduled', acts: false },
    { name: 'Instance:PreemptibleInstanceInterruption', acts: false },
    { name: 'Instance:StateChange', acts: false },
  ])('reads the system event $name: acts $acts', ({ name, acts }) => {
    const heard = said('cloudmonitor', event(name));
    expect(heard).toMatchObject({ series: '1e944627', instanceId: 'i-bp1x', startsAt: '2025-11-21T01:00:00.000Z' });
    expect(heard.acts !== false).toBe(acts);
    expect(heard.labels.alertname).toBe(name.startsWith('Instance:') ? name : `Instance:${name}`);
  });

  it('reads a status that stands apart, once', () => {
    const meta = { sysEventMeta: { status: 'Failed' } };
    expect(said('cloudmonitor', event('Instance:SystemFailure.Reboot', { meta })).acts).toBeUndefined();
    expect(said('cloudmonitor', event('InstanceFailure.Reboot:Failed', { meta })).acts).toBeUndefined();
    expect(
      said('cloudmonitor', event('Instance:SystemFailure.Reboot', { meta: { sysEventMeta: { status: 'Normal' } } })).acts,
    ).toBe(false);
  });

  it('reads a form whose fields hold JSON, and the older flat shape', () => {
    const { alert: inner } = event('Instance:SystemFailure.Stop:Executed', { alertStatus: 'RESOLVED' });
    const posted = new URLSearchParams({ alert: JSON.stringify(inner), severity: 'CRITICAL' }).toString();
    expect(said('cloudmonitor', posted, { contentType: form })).toMatchObject({ status: 'resolved', instanceId: 'i-bp1x' });
    const flat = {
      ...{ ver: '1.0', id: '2256A988', product: 'ECS', resourceId: 'acs:ecs:cn-hangzhou:1:instance/i-old' },
      ...{ level: 'CRITICAL', name: 'Instance:SystemFailure.Reboot', status: 'Failed', content: {} },
    };
    expect(said('cloudmonitor', flat)).toMatchObject({
      series: '2256A988',
      instanceId: 'i-old',
      labels: { severity: 'CRITICAL' },
    });
    expect(said('cloudmonitor', { name: 'x' })).toMatchObject({ series: 'Instance:x ', instanceId: null, acts: false });
    expect(said('cloudmonitor', event('e', { arn: 'acs:ecs:cn-hangzhou:1:instance/<resource-id>' })).instanceId).toBeNull();
    expect(() => read('cloudmonitor', { other: 1 })).toThrow('neither an alarm nor a system event');
  });
});

describe('tencent-monitor', () => {
  const alarm = (changes: object = {}) => ({
    ...{ sessionId: 'U4Lk', alarmStatus: '1', alarmType: 'event', durationTime: 0, recoverTime: '0' },
    alarmObjInfo: { region: 'gz', namespace: 'qce/cvm', dimensions: { unInstanceId: 'ins-abc' } },
    alarmPolicyInfo: { policyName: 'down', conditions: { productName: 'cvm', eventName: 'ping_unreachable' } },
    firstOccurTime: '2026-11-21 09:00:00',
    ...changes,
  });
  const firing = {
    status: 'firing',
    series: 'U4Lk',
    episode: 'U4Lk',
    startsAt: '2026-11-21T01:00:00.000Z',
    instanceId: 'ins-abc',
  };

  it.each([
    { changes: {}, is: { ...firing, labels: { alertname: 'ping_unreachable' } } },
    { changes: { alarmStatus: 1 }, is: firing },
    { changes: { alarmStatus: 0, recoverTime: '2026-11-21 09:05:00' }, is: { ...firing, status: 'resolved' } },
    { changes: { sessionId: 7 }, is: { series: '7' } },
    { changes: { firstOccurTime: 0 }, is: { startsAt: null } },
    { changes: { alarmPolicyInfo: { policyName: 'down', conditions: {} } }, is: { labels: { alertname: 'down' } } },
    { changes: { alarmPolicyInfo: null }, is: { labels: { alertname: '' } } },
    { changes: { alarmObjInfo: { dimensions: { diskid: 'disk-1', objName: 'ins-abc(web)' } } }, is: { instanceId: null } },
    { changes: { alarmObjInfo: null }, is: { instanceId: null } },
  ])('reads an alarm with $changes', ({ changes, is }) => {
    expect(said('tencent-monitor', alarm(changes))).toMatchObject(is);
  });

  it('refuses what is no alarm', () => {
    expect(() => read('tencent-monitor', alarm({ alarmStatus: 'x' }))).toThrow('alarmStatus is neither 1 nor 0');
    expect(() => read('tencent-monitor', {})).toThrow('has not the shape of an alarm callback');
  });
});

describe('uptime-kuma', () => {
  const beat = (status: number) => ({
    heartbeat: { monitorID: 7, status, time: '2026-11-21 01:00:00.000', msg: 'timeout' },
    monitor: { id: 7, name: 'web-1' },
    msg: '[web-1] down',
  });
  const source = { idLabel: 'instance_id', names: { 'web-1': 'i-bp1x', '8': 'i-by-id' } };

  it('fires when a monitor is down and resolves when it is up', () => {
    expect(said('uptime-kuma', beat(0), { source })).toMatchObject({
      status: 'firing',
      series: 'monitor 7',
      instanceId: 'i-bp1x',
    });
    expect(said('uptime-kuma', beat(1), { source })).toMatchObject({ status: 'resolved', series: 'monitor 7' });
    expect(said('uptime-kuma', { ...beat(0), monitor: { id: 8 } }, { source })).toMatchObject({ instanceId: 'i-by-id' });
    expect(said('uptime-kuma', { ...beat(0), monitor: null }, { source })).toMatchObject({
      series: 'monitor 7',
      instanceId: null,
    });
  });

  it('says the same episode in each repeat of an outage', () => {
    const later = { ...beat(0), heartbeat: { ...beat(0).heartbeat, time: '2026-11-21 01:01:00.000' } };
    const [first, repeat] = [said('uptime-kuma', beat(0), { source }), said('uptime-kuma', later, { source })];
    expect(repeat).toMatchObject({ episode: first?.episode, startsAt: null });
  });

  it('does nothing for a test or a monitor that is pending', () => {
    expect(read('uptime-kuma', { heartbeat: null, monitor: null, msg: 'Testing' }).statements).toEqual([]);
    expect(read('uptime-kuma', beat(2)).statements).toEqual([]);
  });

  it('reads the field of a form', () => {
    const head = '--X\r\nContent-Disposition: form-data; name="data"\r\n\r\n';
    const contentType = 'multipart/form-data; boundary=X';
    expect(said('uptime-kuma', `${head}${JSON.stringify(beat(0))}\r\n--X--\r\n`, { contentType })).toMatchObject({
      status: 'firing',
    });
    expect(() => read('uptime-kuma', '--X--', { contentType })).toThrow('the form has no field data');
    expect(() => read('uptime-kuma', {})).toThrow('neither heartbeat nor');
  });
});

describe('reveille', () => {
  const own = {
    id: 'db-1',
    status: 'firing',
    startsAt: '2026-11-21T01:00:00Z',
    labels: { alertname: 'Down' },
    instance: 'i-bp1x',
  };

  it('reads our own format', () => {
    expect(said('reveille', { alerts: [own] })).toMatchObject({
      ...{ status: 'firing', series: 'db-1', episode: 'db-1', startsAt: '2026-11-21T01:00:00.000Z' },
      ...{ labels: { alertname: 'Down' }, instanceId: 'i-bp1x' },
    });
    expect(said('reveille', { alerts: [{ status: 'resolved', instance: 'i-1' }] })).toMatchObject({ series: 'i-1 undefined' });
    expect(() => read('reveille', { alerts: [{ status: 'down' }] })).toThrow('the body is not {"alerts":[');
  });
});

describe('whatever is sent', () => {
  it('is bounded: labels, series, ids and beginnings', () => {
    const long = 'x'.repeat(100_000);
    const alerts = ['i-1\nHost: x', `i-${long}`, 'i 1', 5].map((instance_id) => ({
      ...{
        status: 'firing',
        fingerprint: long,
        startsAt: '0001-01-01T00:00:00Z',
        labels: { instance_id, alertname: long, severity: 'x' },
      },
    }));
    const { statements } = read('alertmanager', { ...group, alerts });
    expect(statements.map(({ instanceId }) => instanceId)).toEqual([null, null, null, '5']);
    expect(statements.map(({ labels }) => labels)).toEqual(alerts.map(() => ({ severity: 'x' })));
    for (const each of statements) expect(statement.safeParse(each).success).toBe(true);
    expect(statements[0]?.startsAt).toBeNull();
  });

  it('of names that every object has, nothing is found', () => {
    const labels = { alertname: 'constructor', severity: 'page' };
    expect(said('reveille', { alerts: [{ status: 'firing', labels }] }, { labels: ['toString'] })).toMatchObject({
      ...{ instanceId: null, labels: { alertname: 'constructor', severity: 'page' } },
    });
  });

  it('takes ten thousand alerts', () => {
    const alerts = Array.from({ length: 10_000 }, (_, n) => ({ id: String(n), status: 'firing', instance: `i-${n}` }));
    expect(read('reveille', { alerts }).statements).toHaveLength(10_000);
  });

  it.each(sourceKinds)('is read or refused with one sentence: %s', (kind) => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.webQueryParameters(),
      fc.constantFrom('[]', 'null', '{"alert":"{"}', '{"alerts":[null]}'),
    );
    fc.assert(
      fc.property(bodies, fc.constantFrom(json, form, 'multipart/form-data', ''), (body, contentType) => {
        try {
          for (const each of read(kind, body, { contentType }).statements) expect(statement.safeParse(each).success).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
        }
      }),
    );
  });
});
