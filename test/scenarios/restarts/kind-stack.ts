import type { SourceKind } from '../../../shared/domain/vocabulary.ts';
import { ali, tc, zen } from '../../support/fleet.ts';
import { kindBodies } from './kind-bodies.ts';
import type { RestartSetting } from './restart-stage.ts';
import { basic, bearer, type Sent, signed } from './sending.ts';

/** The secrets of the sources, with characters that change when they are percent-encoded. */
export const kindSecrets = {
  token: 'tok+SECRET=of~the+sources',
  grafanaKey: 'grafana+KEY=of~the-source',
  ownKey: 'reveille+KEY=of~the-source',
} as const;
const { token, grafanaKey, ownKey } = kindSecrets;

/** The machine of each kind, over all providers. Half of them are stopped when the alert comes. */
export const machineOf: Readonly<Record<SourceKind, string>> = {
  alertmanager: 'i-bp1stopped00000001',
  grafana: 'i-bp1running00000001',
  cloudwatch: 'ins-stopped1',
  cloudmonitor: 'i-bp1running00000002',
  'tencent-monitor': 'ins-running1',
  'uptime-kuma': '1500000000000000001',
  reveille: '1500000000000000002',
};

/** The machine of a system event, which says that it was stopped. */
export const eventMachine = 'i-bp1stopped00000002';

/** Machines that run, and are listed too. */
export const spares = ['i-bp1spare0000000001', 'i-bp1spare0000000002', 'i-bp1spare0000000003', 'i-bp1spare0000000004'];

/** The kinds, in the order in which they are told. */
export const kinds = Object.keys(kindBodies) as SourceKind[];

const own = (provider: RegExp) => [...Object.values(machineOf), eventMachine].filter((id) => provider.test(id));
const running = { status: 'Running' } as const;
const hmacKeys: Partial<Record<SourceKind, string>> = { grafana: grafanaKey, reveille: ownKey };

/** A stack with a source of each kind, and one restart of all machines that hears them all. */
export const kindSetting: RestartSetting = {
  startAt: '2026-11-24T02:00:30Z',
  source: {
    accounts: { ali: 'alibaba', tc: 'tencent', zen: 'zenlayer' },
    sources: Object.fromEntries(
      kinds.map((kind) => {
        const secret = kind === 'cloudwatch' ? {} : { secret: `reveille/${kind}` };
        return [kind, { kind, ...secret, names: kind === 'uptime-kuma' ? { '7': machineOf['uptime-kuma'] } : {} }];
      }),
    ),
    restarts: {
      down: {
        sources: kinds,
        targets: [
          { account: 'ali', region: 'cn-hangzhou', instances: [...own(/^i-/), ...spares] },
          { account: 'tc', region: 'ap-shanghai', instances: own(/^ins-/) },
          { account: 'zen', instances: own(/^\d/) },
        ],
        holdOff: '0s',
        atOnce: { percent: 100 },
      },
    },
  },
  secrets: Object.fromEntries(
    kinds.map((kind) => [`reveille/${kind}`, hmacKeys[kind] === undefined ? { token } : { hmacKey: hmacKeys[kind] }]),
  ),
  instances: [
    ...ali([machineOf.alertmanager, eventMachine]),
    ...ali([machineOf.grafana, machineOf.cloudmonitor, ...spares], running),
    ...tc([machineOf.cloudwatch]),
    ...tc([machineOf['tencent-monitor']], { status: 'RUNNING' }),
    ...zen([machineOf['uptime-kuma']]),
    ...zen([machineOf.reveille], { status: 'RUNNING' }),
  ],
};

/** A body of a kind as its source sends it at an instant, with the proof that this kind has. */
export function provenRequest(kind: Exclude<SourceKind, 'cloudwatch'>, body: string, at: number): Sent {
  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
  switch (kind) {
    case 'grafana':
      return { source: kind, body, headers: signed(kind, body, { key: grafanaKey, at }) };
    case 'reveille':
      return { source: kind, body, headers: signed(kind, body, { key: ownKey, at }) };
    case 'cloudmonitor':
      return { source: kind, body, pathToken: token, headers: body.startsWith('{') ? {} : form };
    case 'tencent-monitor':
      return { source: kind, body, headers: basic(token) };
    case 'alertmanager':
    case 'uptime-kuma':
      return { source: kind, body, headers: bearer(token) };
    default:
      return kind satisfies never;
  }
}
