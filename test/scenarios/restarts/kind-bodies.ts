import type { SourceKind } from '../../../shared/domain/vocabulary.ts';
import { alertmanagerBody } from './sending.ts';

/** What a body says: that a machine is down, or up again. Its alert began at 02:00 UTC. */
type Status = 'firing' | 'resolved';

const began = '2026-11-24T02:00:00';
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();

/** The alarm of a metric, as CloudMonitor sends it: a form with a map as Java prints it. */
export function metricAlarm(id: string, status: Status): string {
  const isFiring = status === 'firing';
  return form({
    ...{
      alertName: 'host-unreachable',
      alertState: isFiring ? 'ALERT' : 'OK',
      curValue: '0',
      dimensions: `{userId=1, instanceId=${id}}`,
    },
    ...{ expression: '$Average<1', instanceName: 'web-1', lastTime: '1m', metricName: 'host.alive', metricProject: 'acs_ecs' },
    ...{
      namespace: 'acs_ecs',
      preTriggerLevel: 'null',
      productGroupName: 'null',
      rawMetricName: 'alive',
      regionId: 'cn-hangzhou',
    },
    ...{ ruleId: 'r1', timestamp: String(Date.parse(`${began}Z`)), transId: '53767d2a-0001', unit: 'null', userId: '1' },
    triggerLevel: isFiring ? 'CRITICAL' : 'OK',
  });
}

/** A system event of Alibaba Cloud about a machine, as a push channel sends it as JSON. */
export function systemEvent(id: string, status: Status): string {
  const alert = {
    ...{ alertStatus: status === 'firing' ? 'TRIGGERED' : 'RESOLVED', eventName: 'Instance:SystemFailure.Stop:Executed' },
    ...{ product: 'ECS', severity: 'CRITICAL', arn: `acs:ecs:cn-hangzhou:1:instance/${id}`, dedupId: '1e944627', traceId: 't' },
    ...{ timestamp: Date.parse(`${began}Z`), eventContentMap: { resourceId: id }, eventRawContent: '{}' },
    meta: { sysEventMeta: { regionId: 'cn-hangzhou', status: 'Executed', name: 'Instance:SystemFailure.Stop' } },
  };
  return JSON.stringify({ alert, severity: 'CRITICAL', strategyName: 'reveille', userId: '1', time: alert.timestamp });
}

/**
 * A real-shaped body of each kind about one machine, with the fields that its vendor documents. Of
 * CloudWatch it is the event on the bus, of Uptime Kuma it is about monitor 7.
 */
export const kindBodies: Readonly<Record<SourceKind, (id: string, status: Status) => string>> = {
  alertmanager: (id, status) => alertmanagerBody([{ id, status, startsAt: `${began}Z` }]),
  grafana: (id, status) => {
    const group = JSON.parse(alertmanagerBody([{ id, status, startsAt: `${began}Z` }])) as object;
    const own = {
      version: '1',
      orgId: 1,
      title: '[FIRING:1] Down',
      state: status === 'firing' ? 'alerting' : 'ok',
      message: 'Down',
    };
    return JSON.stringify({ ...group, ...own });
  },
  cloudwatch: (id, status) => {
    const [value, before] = status === 'firing' ? ['ALARM', 'OK'] : ['OK', 'ALARM'];
    const [now, earlier] =
      status === 'firing'
        ? [`${began}.000+0000`, '2026-11-23T00:00:00.000+0000']
        : ['2026-11-24T02:05:00.000+0000', `${began}.000+0000`];
    const metric = { namespace: 'Probes', name: 'Up', dimensions: { InstanceId: id } };
    return JSON.stringify({
      ...{ source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change' },
      resources: ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:db-1-down'],
      detail: {
        alarmName: 'db-1-down',
        state: { value, reason: 'Threshold Crossed', reasonData: '{}', timestamp: now },
        previousState: { value: before, timestamp: earlier },
        configuration: { metrics: [{ id: 'm1', metricStat: { metric, period: 60, stat: 'Average' }, returnData: true }] },
      },
    });
  },
  cloudmonitor: metricAlarm,
  'tencent-monitor': (id, status) => {
    const isFiring = status === 'firing';
    const conditions = {
      productName: 'cvm',
      eventName: 'ping_unreachable',
      alarmNotifyType: 'singleAlarm',
      alarmNotifyPeriod: '',
    };
    const dimensions = { unInstanceId: id, deviceName: 'db', objDetail: { deviceLanIp: '10.0.0.8' } };
    return JSON.stringify({
      ...{ sessionId: 'U4Lk', alarmStatus: isFiring ? '1' : '0', alarmType: 'event', durationTime: isFiring ? 0 : '300' },
      alarmObjInfo: { region: 'sh', namespace: 'qce/cvm', appId: '1', uin: '1', dimensions },
      alarmPolicyInfo: { policyId: 'policy-1', policyType: 'cvm_device', policyName: 'down', conditions },
      ...{ firstOccurTime: '2026-11-24 10:00:00', recoverTime: isFiring ? '0' : '2026-11-24 10:05:00' },
    });
  },
  'uptime-kuma': (_, status) => {
    const heartbeat = {
      monitorID: 7,
      status: status === 'firing' ? 0 : 1,
      time: '2026-11-24 02:00:00.000',
      msg: 'timeout',
      ping: null,
    };
    return JSON.stringify({ heartbeat, monitor: { id: 7, name: 'edge-1', type: 'ping' }, msg: '[edge-1] [Down] timeout' });
  },
  reveille: (instance, status) =>
    JSON.stringify({ alerts: [{ id: 'edge-2', status, startsAt: `${began}Z`, labels: { alertname: 'Down' }, instance }] }),
};
