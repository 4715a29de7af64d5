import type { Source } from '../../shared/contract/compiled-restarts.ts';
import type { SourceKind } from '../../shared/domain/vocabulary.ts';

/** What a sample says. `labels` has `alertname` and what the restart matches on. */
export interface SampleAlert {
  readonly status: 'firing' | 'resolved';
  readonly instanceId: string;
  readonly labels: Readonly<Record<string, string>>;
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
const isoOf = ({ startsAt }: SampleAlert): string => new Date(startsAt).toISOString();

/** The outer shape that Alertmanager and Grafana share. */
function groupOf(version: string, alert: SampleAlert, { idLabel }: Source): SampleBody {
  const { status, instanceId } = alert;
  const labels = { ...alert.labels, [idLabel]: instanceId };
  const one = { status, labels, annotations: {}, startsAt: isoOf(alert), endsAt: '0001-01-01T00:00:00Z', fingerprint: 'sample' };
  return json({ version, status, receiver: 'reveille', truncatedAlerts: 0, alerts: [one] });
}

/**
 * The name in `names` that stands for the machine: these kinds name no machine but by their own
 * name for it. The machine's id when there is none, which then is not listed.
 */
function nameOf({ names }: Source, instanceId: string): string {
  return Object.entries(names).find(([, id]) => id === instanceId)?.[0] ?? instanceId;
}

/**
 * The body of each kind, with the fields that Reveille reads, in the forms that the kind's own
 * documentation gives (shared/sources has the sources).
 */
export const sampleBodies: Readonly<Record<SourceKind, MakeBody>> = {
  alertmanager: (alert, source) => groupOf('4', alert, source),
  grafana: (alert, source) => groupOf('1', alert, source),
  cloudwatch: (alert, source) => {
    const [value, before] = alert.status === 'firing' ? ['ALARM', 'OK'] : ['OK', 'ALARM'];
    const timestamp = isoOf(alert);
    const detail = {
      alarmName: nameOf(source, alert.instanceId),
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
  cloudmonitor: ({ status, instanceId, labels, startsAt }) => {
    const form = new URLSearchParams({
      alertName: labels.alertname ?? '',
      alertState: status === 'firing' ? 'ALERT' : 'OK',
      dimensions: `{userId=1, instanceId=${instanceId}}`,
      triggerLevel: labels.severity ?? 'CRITICAL',
      ruleId: 'sample',
      transId: 'sample',
      timestamp: String(startsAt),
    });
    return { contentType: 'application/x-www-form-urlencoded; charset=UTF-8', body: form.toString() };
  },
  'tencent-monitor': ({ status, instanceId, labels, startsAt }) => {
    // Its dates have no zone and are China's.
    const firstOccurTime = new Date(startsAt + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const alarmObjInfo = { namespace: 'qce/cvm', dimensions: { unInstanceId: instanceId } };
    const alarmPolicyInfo = { policyName: labels.alertname ?? '' };
    return json({
      sessionId: 'sample',
      alarmStatus: status === 'firing' ? '1' : '0',
      alarmObjInfo,
      alarmPolicyInfo,
      firstOccurTime,
    });
  },
  'uptime-kuma': ({ status, instanceId, startsAt }, source) => {
    const heartbeat = { monitorID: 1, status: status === 'firing' ? 0 : 1, time: new Date(startsAt).toISOString() };
    return json({ heartbeat, monitor: { name: nameOf(source, instanceId) } });
  },
  reveille: (alert) => {
    const { status, labels, instanceId } = alert;
    return json({ alerts: [{ id: 'sample', status, startsAt: isoOf(alert), labels, instance: instanceId }] });
  },
};
