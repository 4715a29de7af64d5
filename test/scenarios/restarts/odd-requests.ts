import type { Engine } from '../../../local/engine/engine.ts';
import { kindSecrets, spares } from './kind-stack.ts';
import { alertmanagerBody, bearer, type Sent, send, signed } from './sending.ts';

const [foreseen = '', undated = '', labelled = '', among = ''] = spares;
const good = bearer(kindSecrets.token);

/** So many alerts in one body, the machine that is listed somewhere among them. */
export const manyAlerts = 5_000;

function many(): string {
  const alerts = Array.from({ length: manyAlerts }, (_, n) => ({ status: 'firing', instance: n === 3_210 ? among : `i-${n}` }));
  return JSON.stringify({ alerts });
}

/** Bodies that are odd and may come, each with what is accepted of it. `now` is in epoch ms. */
function oddRequests(now: number): readonly { readonly is: string; readonly accepts: number; readonly sent: Sent }[] {
  const bytes = many();
  const test = {
    ...{ version: '1', orgId: 1, status: 'firing', receiver: 'test', title: '[FIRING:1] TestAlert', state: 'alerting' },
    alerts: [{ status: 'firing', labels: { alertname: 'TestAlert', instance: 'Grafana' }, fingerprint: '57c6d9296de2ad39' }],
  };
  const text = JSON.stringify(test);
  const grafana = signed('grafana', text, { key: kindSecrets.grafanaKey, at: now });
  const soon = new Date(now + 3_600_000).toISOString();
  const alertmanager = (body: string) => ({ source: 'alertmanager', headers: good, body });
  return [
    { is: 'a test of Grafana', accepts: 1, sent: { source: 'grafana', headers: grafana, body: text } },
    {
      is: 'a test of Uptime Kuma',
      accepts: 0,
      sent: { source: 'uptime-kuma', headers: good, body: { heartbeat: null, monitor: null, msg: 'Testing' } },
    },
    { is: 'five cut off', accepts: 1, sent: alertmanager(alertmanagerBody([{ id: 'i-unlisted' }], 5)) },
    { is: 'five cut off again', accepts: 1, sent: alertmanager(alertmanagerBody([{ id: 'i-unlisted' }], 5)) },
    { is: 'an id with a line break', accepts: 1, sent: alertmanager(alertmanagerBody([{ id: `${foreseen}\nHost: x` }])) },
    { is: 'an id of another account', accepts: 1, sent: alertmanager(alertmanagerBody([{ id: 'ins-0foreign' }])) },
    { is: 'a beginning to come', accepts: 1, sent: alertmanager(alertmanagerBody([{ id: foreseen, startsAt: soon }])) },
    { is: 'no beginning', accepts: 1, sent: alertmanager(alertmanagerBody([{ id: undated }])) },
    {
      is: 'labels of 100 KB',
      accepts: 1,
      sent: alertmanager(alertmanagerBody([{ id: labelled, labels: { team: 'x'.repeat(100 * 1_024) } }])),
    },
    {
      is: 'thousands',
      accepts: manyAlerts,
      sent: { source: 'reveille', headers: signed('reveille', bytes, { key: kindSecrets.ownKey, at: now }), body: bytes },
    },
  ];
}

/** Sends them all, and gives what was accepted of each. */
export async function sendOdd(engine: Engine) {
  const answers: { is: string; status: number; accepted: unknown; due: number }[] = [];
  for (const { is, accepts: due, sent } of oddRequests(engine.now())) {
    const { status, body } = await send(engine, sent);
    answers.push({ is, status, accepted: (JSON.parse(body) as { accepted: unknown }).accepted, due });
  }
  return answers;
}
