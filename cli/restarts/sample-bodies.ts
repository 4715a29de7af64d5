import type { Source } from '../../shared/contract/compiled-restarts.ts';
import type { SourceKind } from '../../shared/domain/vocabulary.ts';

/** What a sample says. `labels` has `alertname` and what the restart matches on. */
export interface SampleAlert {
  readonly status: 'firing' | 'resolved';
  readonly instanceId: string;
  readonly labels: Readonly<Record<string, string>> & { readonly alertname: string };
  /** When it began; epoch milliseconds. */
  readonly startsAt: number;
}

/** A sample as its source sends it. */
export interface SampleBody {
  readonly contentType: string;
  readonly body: string;
}

type MakeBody = (alert: SampleAlert, source: Source) => SampleBody;

const json = (value: unknown): SampleBody => ({ contentType: 'application/json', body: JSON.stringify(value) });
/** A new alert at each time: what has the id of a known one is a duplicate for days. */
const idOf = ({ startsAt }: SampleAlert): string => `sample-${startsAt}`;
const isoOf = ({ startsAt }: SampleAlert): string => new Date(startsAt).toISOString();

/** The outer shape that Alertmanager and Grafana share. */
function groupOf(version: string, alert: SampleAlert, { idLabel }: Source): SampleBody {
  const { status, instanceId } = alert;
  const labels = { ...alert.labels, [idLabel]: instanceId };
  const times = { startsAt: isoOf(alert), endsAt: '0001-01-01T00:00:00Z' };
  const one = { status, labels, annotations: {}, ...times, fingerprint: idOf(alert) };
  return json({ version, status, receiver: 'reveille', truncatedAlerts: 0, alerts: [one] });
}

/**
 * The number of the monitor in Uptime Kuma: what `names` of the source says of the machine, if it
 * names a number.
 */
function monitorOf({ names }: Source, instanceId: string): number {
  return Number(Object.keys(names).find((name) => /^\d+$/.test(name) && names[name] === instanceId) ?? 1);
}

/**
 * The body of each kind, with the fields that Reveille reads, in the forms that the kind's own
 * documentation gives (shared/sources has the sources).
 */
export const sampleBodies: Readonly<Record<SourceKind, MakeBody>> = {
  alertmanager: (alert, source) => groupOf('4', alert, source),
  grafana: (alert, source) => groupOf('1', alert, source),
  cloudwatch: (alert) => {
    const [value, before] = alert.status === 'firing' ? ['ALARM', 'OK'] : ['OK', 'ALARM'];
    const timestamp = isoOf(alert);
    const detail = {
      alarmName: alert.labels.alertname,
      state: { value, timestamp },
      previousState: { value: before, timestamp },
    };
    const metrics = [{ metricStat: { metric: { dimensions: { InstanceId: alert.instanceId } } } }];
    const configuration = { metrics };
    return json({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      detail: { ...detail, configuration },
    });
  },
  cloudmonitor: (alert) => {
    const { status, instanceId, labels, startsAt } = alert;
    const form = new URLSearchParams({
      alertName: labels.alertname,
      alertState: status === 'firing' ? 'ALERT' : 'OK',
      dimensions: `{userId=1, instanceId=${instanceId}}`,
      triggerLevel: labels.severity ?? 'CRITICAL',
      ruleId: 'sample',
      transId: idOf(alert),
      timestamp: String(startsAt),
    });
    return { contentType: 'application/x-www-form-urlencoded; charset=UTF-8', body: form.toString() };
  },
  'tencent-monitor': (alert) => {
    const { status, instanceId, labels, startsAt } = alert;
    // Its dates have no zone and are China's.
    const firstOccurTime = new Date(startsAt + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const alarmObjInfo = { namespace: 'qce/cvm', dimensions: { unInstanceId: instanceId } };
    const alarmPolicyInfo = { policyName: labels.alertname };
    return json({
      sessionId: idOf(alert),
      alarmStatus: status === 'firing' ? '1' : '0',
      alarmObjInfo,
      alarmPolicyInfo,
      firstOccurTime,
    });
  },
  'uptime-kuma': (alert, source) => {
    const monitorID = monitorOf(source, alert.instanceId);
    const heartbeat = { monitorID, status: alert.status === 'firing' ? 0 : 1, time: isoOf(alert) };
    return json({ heartbeat, monitor: { name: alert.labels.alertname } });
  },
  reveille: (alert) => {
    const { status, labels, instanceId } = alert;
    return json({ alerts: [{ id: idOf(alert), status, startsAt: isoOf(alert), labels, instance: instanceId }] });
  },
};
