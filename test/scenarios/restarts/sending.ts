import { createHmac } from 'node:crypto';
import type { Engine } from '../../../local/engine/engine.ts';
import type { HttpAnswer } from '../../../local/engine/http/http-message.ts';

/** A request of a source; `body` is written as JSON unless it is a text. */
export interface Sent {
  readonly source: string;
  /** Goes into the path, percent-encoded. */
  readonly pathToken?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Sends a request of a source to the endpoint of a stack. */
export function send(engine: Engine, { source, pathToken, headers = {}, body }: Sent): Promise<HttpAnswer> {
  const path = [source, ...(pathToken === undefined ? [] : [pathToken])].map(encodeURIComponent).join('/');
  return engine.request({
    method: 'POST',
    path: `/v1/alerts/${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Headers that prove a request by a token. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const basic = (token: string) => ({ authorization: `Basic ${Buffer.from(`anyone:${token}`).toString('base64')}` });

/** The headers of a signature of Grafana, or of our own. `at` in epoch milliseconds. */
export function signed(kind: 'grafana' | 'reveille', body: string, { key, at }: { key: string; at: number }) {
  const [header, between] = kind === 'grafana' ? ['x-grafana-alerting', ':'] : ['x-reveille', '.'];
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac('sha256', key).update(`${timestamp}${between}${body}`).digest('hex');
  return { [`${header}-signature`]: signature, [`${header}-timestamp`]: timestamp };
}

/** What is said about one machine. */
export interface Told {
  readonly id: string;
  readonly status?: 'firing' | 'resolved';
  /** ISO 8601; null when the alert has none. */
  readonly startsAt?: string | null;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A notification of Alertmanager about machines, with the fields that it documents. */
export function alertmanagerBody(told: readonly Told[], truncatedAlerts = 0): string {
  const alerts = told.map(({ id, status = 'firing', startsAt = null, labels = {} }) => ({
    status,
    labels: {
      alertname: 'InstanceDown',
      instance: '10.0.0.7:9100',
      job: 'node',
      severity: 'critical',
      instance_id: id,
      ...labels,
    },
    annotations: { summary: `${id} is down` },
    ...(startsAt !== null && { startsAt }),
    endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-11-24T02:05:00Z',
    generatorURL: 'http://prometheus:9090/graph?g0.expr=up+%3D%3D+0',
    fingerprint: `f${id}`,
  }));
  const status = told.some((each) => each.status !== 'resolved') ? 'firing' : 'resolved';
  const outer = { groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://alertmanager:9093' };
  const groupKey = '{}:{alertname="InstanceDown"}';
  return JSON.stringify({ version: '4', groupKey, truncatedAlerts, status, receiver: 'reveille', ...outer, alerts });
}
