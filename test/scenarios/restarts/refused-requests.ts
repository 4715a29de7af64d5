import type { Engine } from '../../../local/engine/engine.ts';
import { kindBodies } from './kind-bodies.ts';
import { kindSecrets, machineOf } from './kind-stack.ts';
import { basic, bearer, type Sent, send, signed } from './sending.ts';

/** What a sender guesses: it may be a right token with a mistake in it. */
export const forgedToken = 'tok+SECRET=of~the+sourceZ';

const firing = kindBodies.alertmanager(machineOf.alertmanager, 'firing');
const own = kindBodies.reveille(machineOf.reveille, 'firing');
const grafana = kindBodies.grafana(machineOf.grafana, 'firing');
const good = bearer(kindSecrets.token);

/** Requests that must come to nothing, with the status of their answers. `now` is in epoch ms. */
export function refusedRequests(now: number): readonly { readonly is: string; readonly status: number; readonly sent: Sent }[] {
  const at = (source: string, sent: Omit<Sent, 'source'>) => ({ source, ...sent });
  const ownKey = { key: kindSecrets.ownKey, at: now };
  const untimed = {
    'x-grafana-alerting-signature':
      signed('grafana', grafana, { key: kindSecrets.grafanaKey, at: now })['x-grafana-alerting-signature'] ?? '',
  };
  const old = now - 360_000;
  return [
    { is: 'without a proof', status: 404, sent: at('alertmanager', { body: firing }) },
    { is: 'a forged bearer', status: 404, sent: at('alertmanager', { body: firing, headers: bearer(forgedToken) }) },
    { is: 'a forged password', status: 404, sent: at('tencent-monitor', { body: firing, headers: basic(forgedToken) }) },
    { is: 'a forged path', status: 404, sent: at('cloudmonitor', { body: firing, pathToken: forgedToken }) },
    { is: 'a token where a signature is due', status: 404, sent: at('grafana', { body: grafana, headers: good }) },
    {
      is: 'a signature of another key',
      status: 404,
      sent: at('reveille', { body: own, headers: signed('reveille', own, { key: forgedToken, at: now }) }),
    },
    {
      is: 'a signature of another body',
      status: 404,
      sent: at('reveille', { body: `${own} `, headers: signed('reveille', own, ownKey) }),
    },
    { is: 'a signature without its time', status: 404, sent: at('grafana', { body: grafana, headers: untimed }) },
    {
      is: 'replayed',
      status: 404,
      sent: at('reveille', { body: own, headers: signed('reveille', own, { ...ownKey, at: old }) }),
    },
    {
      is: 'replayed, of Grafana',
      status: 404,
      sent: at('grafana', { body: grafana, headers: signed('grafana', grafana, { key: kindSecrets.grafanaKey, at: old }) }),
    },
    { is: 'an unknown source', status: 404, sent: at('nobody', { body: firing, headers: good }) },
    { is: 'a source without an endpoint', status: 404, sent: at('cloudwatch', { body: firing, headers: good }) },
    { is: 'a name that every object has', status: 404, sent: at('constructor', { body: firing, headers: good }) },
    { is: 'oversized', status: 413, sent: at('alertmanager', { body: firing.padEnd(300 * 1_024), headers: good }) },
    { is: 'oversized, of nobody', status: 404, sent: at('alertmanager', { body: firing.padEnd(300 * 1_024) }) },
    { is: 'garbage', status: 400, sent: at('alertmanager', { body: `${kindSecrets.token} is down`, headers: good }) },
    { is: 'of another kind', status: 400, sent: at('uptime-kuma', { body: firing, headers: good }) },
    { is: 'a body of the operator', status: 400, sent: at('alertmanager', { body: { text: 'down' }, headers: good }) },
  ];
}

/** Sends them all. Gives the answers, and every proof that was in them. */
export async function sendRefused(engine: Engine) {
  const requests = refusedRequests(engine.now());
  const answers: { is: string; status: number; body: string; due: number }[] = [];
  for (const { is, status: due, sent } of requests) {
    const { status, body } = await send(engine, sent);
    answers.push({ is, status, body, due });
  }
  const signatures = requests.flatMap(({ sent }) =>
    Object.entries(sent.headers ?? {}).flatMap(([name, value]) => (name.endsWith('-signature') ? [value] : [])),
  );
  return { answers, proofs: [forgedToken, ...signatures] };
}
