import type { CloudState } from '../../local/clouds/cloud-state.ts';
import { sampleState } from '../../local/clouds/sample-state.ts';
import type { PlannedAlert } from './alerts-file.ts';

/** What happens in a night of the sample: a machine falls over, and alerts about it come. */
export interface SampleNight {
  readonly instances: CloudState['instances'];
  readonly alerts: readonly PlannedAlert[];
}

/** The machine of the sample that runs day and night. */
const alwaysOn = 'i-bp67acfmxazb4p0003';
/** The key of its source in a rehearsal: nobody has to make one up. */
const token = 'rehearsal-prometheus';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** 03:10 in Shanghai, in milliseconds of a day of UTC. */
const atNightMs = (19 * 60 + 10) * minuteMs;

/**
 * The night after an instant, in epoch milliseconds. At 03:08 the machine falls over. At 03:10 its
 * monitoring says so. Ten seconds later another rule says the same, when the machine comes up
 * already. At 03:14 both say that it is over.
 */
export function sampleNight(now: number): SampleNight {
  const midnight = Math.floor(now / dayMs) * dayMs;
  const first = [midnight, midnight + dayMs].map((day) => day + atNightMs).find((at) => at - now > 30 * minuteMs);
  const told = first ?? midnight + 2 * dayMs;
  const fell = told - 2 * minuteMs;
  const instances = sampleState.instances.map((instance) =>
    instance.id === alwaysOn ? { ...instance, crashesAfterSeconds: (fell - now) / 1_000 } : instance,
  );
  const down = alertOf('InstanceDown', fell);
  const silent = alertOf('PingFailed', fell + minuteMs);
  const alerts = [
    requestOf(told, [down('firing')]),
    requestOf(told + 10_000, [silent('firing')]),
    requestOf(told + 4 * minuteMs, [down('resolved'), silent('resolved')]),
  ];
  return { instances, alerts };
}

function alertOf(alertname: string, startsAt: number) {
  const labels = { alertname, instance_id: alwaysOn, severity: 'critical' };
  return (status: 'firing' | 'resolved') => ({
    status,
    labels,
    startsAt: new Date(startsAt).toISOString(),
    fingerprint: alertname.toLowerCase(),
  });
}

/** What Alertmanager sends, as far as it is read (shared/sources/alert-group.ts). */
function requestOf(at: number, alerts: readonly object[]): PlannedAlert {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ version: '4', alerts });
  return { time: { at }, sends: { source: 'prometheus', path: '/v1/alerts/prometheus', headers, body } };
}
