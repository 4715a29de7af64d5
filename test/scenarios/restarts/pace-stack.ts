import type { RecordedCall } from '../../../local/clouds/front-door.ts';
import type { Engine } from '../../../local/engine/engine.ts';
import type { GatewayCall } from '../../../local/engine/gateway/aws-api.ts';
import { ali } from '../../support/fleet.ts';
import type { RestartSetting, RestartStage } from './restart-stage.ts';
import { alertmanagerBody, bearer, send, type Told } from './sending.ts';

/** The machines by what happens to their alerts. */
export const paced = {
  warm: 'i-bp1warm00000000001',
  timed: 'i-bp1timed0000000001',
  recovers: 'i-bp1recovers0000001',
  goesOn: 'i-bp1goeson000000001',
  twice: 'i-bp1twice0000000001',
  bySources: 'i-bp1sources00000001',
  claimed: 'i-bp1claimed00000001',
  sent: 'i-bp1sent00000000001',
  permitted: 'i-bp1permitted000001',
  rebooted: 'i-bp1rebooted0000001',
} as const;

const stopped: readonly string[] = [paced.warm, paced.timed];
const patient: readonly string[] = [paced.recovers, paced.goesOn];
const ids = Object.values(paced);

/** At which points functions are killed, each once, in their work about a machine. */
const kills: Readonly<Record<string, { readonly of: string; readonly after: string }>> = {
  [paced.claimed]: { of: 'restart', after: 'PutItem' },
  [paced.sent]: { of: 'restart', after: 'SendMessageBatch' },
  [paced.permitted]: { of: 'power', after: 'PutItem' },
  [paced.rebooted]: { of: 'power', after: 'RebootInstances' },
};

/** Two sources, and a restart that acts at once beside one that waits for a minute. */
export function paceStack(): { readonly killed: Map<string, number>; readonly setting: RestartSetting } {
  const killed = new Map<string, number>();
  const after = (action: string, by: string, { about, engine }: { about: string; engine: Engine | null }): void => {
    for (const [id, point] of Object.entries(kills)) {
      if (killed.has(id) || point.after !== action || !by.toLowerCase().includes(point.of) || !about.includes(id)) continue;
      killed.set(id, engine?.processes.kill(`reveille-${point.of}`) ?? 0);
    }
  };
  const own = { sources: ['prometheus', 'other'], atOnce: { percent: 100 } };
  const target = (instances: readonly string[]) => ({ account: 'ali', region: 'cn-hangzhou', instances });
  const setting: RestartSetting = {
    source: {
      accounts: { ali: 'alibaba' },
      sources: {
        prometheus: { kind: 'alertmanager', secret: 'prometheus' },
        other: { kind: 'alertmanager', secret: 'prometheus' },
      },
      restarts: {
        'at-once': { ...own, targets: [target(ids.filter((id) => !patient.includes(id)))], holdOff: '0s' },
        patient: { ...own, targets: [target(patient)], holdOff: '60s' },
      },
    },
    secrets: { prometheus: { token } },
    instances: [
      ...ali(stopped),
      ...ali(
        ids.filter((id) => !stopped.includes(id)),
        { status: 'Running' },
      ),
    ],
    startAt: '2026-11-24T02:00:00Z',
    meddler: (engine) => ({
      beforeAnswer: ({ action, principal }: GatewayCall, { input }) =>
        after(action, principal, { about: JSON.stringify(input), engine: engine() }),
    }),
    afterCall: ({ action, dryRun, ids: about }: RecordedCall, engine) => {
      if (!dryRun) after(action, 'power', { about: about.join(), engine });
    },
  };
  return { killed, setting };
}

const token = 'a-token-of-the-pace';

/** Sends what a source says, and fails unless it is accepted. */
export async function say({ engine }: RestartStage, told: readonly Told[], source = 'prometheus'): Promise<void> {
  const startsAt = '2026-11-24T01:59:00Z';
  const body = alertmanagerBody(told.map((each) => ({ startsAt, ...each })));
  const { status } = await send(engine, { source, headers: bearer(token), body });
  if (status !== 202) throw new Error(`the endpoint answered ${status}`);
}
