import { ServiceError } from '../../../local/engine/gateway/service-error.ts';
import { ali } from '../../support/fleet.ts';
import type { RestartSetting, RestartStage } from './restart-stage.ts';
import { alertmanagerBody, bearer, send } from './sending.ts';

/** The machine of each trouble, which is stopped when its alert comes. */
export const troubled = {
  throttled: 'i-bp1throttled000001',
  gone: 'i-bp1tablegone000001',
  queue: 'i-bp1queue0000000001',
  rotated: 'i-bp1rotated00000001',
} as const;

/** What is in the secrets that no request can prove itself with. */
export const uselessSecret = 'USELESS-content-of-a-secret';

/**
 * The tokens before and after a rotation. The fresh one is tried first: a function that knows only
 * the old one looks again.
 */
export const tokens = { fresh: 'the-second-token', old: 'the-first-token' } as const;

/** What a stack is troubled with. */
export interface Troubles {
  /** What the table answers functions next, one code a call; null for as it is. Then the last. */
  table: readonly (string | null)[];
  /** True: the alerts queue refuses what ingest sends. */
  queueRefuses: boolean;
  /** What is in the secret of the source `rotating`. */
  rotating: object;
  /** How many calls of the table were refused. */
  refused: number;
}

const startsAt = '2026-11-24T01:59:00Z';
const names = ['prometheus', 'rotating', 'missing', 'empty', 'keyed'];
const target = { account: 'ali', region: 'cn-hangzhou', instances: Object.values(troubled) };

/**
 * A stack whose sources have good, missing and useless secrets, with troubles that can be changed.
 */
export function troubleStack(): { readonly troubles: Troubles; readonly setting: RestartSetting } {
  const troubles: Troubles = { table: [null], queueRefuses: false, rotating: { token: tokens.old }, refused: 0 };
  const setting: RestartSetting = {
    source: {
      accounts: { ali: 'alibaba' },
      sources: Object.fromEntries(names.map((name) => [name, { kind: 'alertmanager', secret: `reveille/${name}` }])),
      restarts: { down: { sources: names, targets: [target], holdOff: '0s', atOnce: { percent: 100 } } },
    },
    secrets: {
      'reveille/prometheus': { token: tokens.old },
      'reveille/empty': { password: uselessSecret },
      'reveille/keyed': { hmacKey: uselessSecret },
      get 'reveille/rotating'() {
        return troubles.rotating;
      },
    },
    instances: ali(Object.values(troubled)),
    startAt: '2026-11-24T02:00:00Z',
    meddler: () => ({
      beforeEffect({ service, action }, { input }) {
        if (troubles.queueRefuses && action === 'SendMessageBatch' && String(input.QueueUrl).endsWith('/reveille-alerts'))
          throw new ServiceError('ServiceUnavailable', 'as the test wants it', 503);
        if (service !== 'dynamodb') return;
        const [code = null, ...more] = troubles.table;
        if (more.length > 0) troubles.table = more;
        if (code === null) return;
        troubles.refused += 1;
        throw new ServiceError(code, 'as the test wants it');
      },
    }),
  };
  return { troubles, setting };
}

/**
 * Asks for the restart of a machine, always in the same episode; gives the status of the answer.
 */
export async function ask(
  { engine }: RestartStage,
  id: string,
  { source = 'prometheus', token = tokens.old as string } = {},
): Promise<number> {
  return (await send(engine, { source, headers: bearer(token), body: alertmanagerBody([{ id, startsAt }]) })).status;
}
