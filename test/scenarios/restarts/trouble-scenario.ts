import { ServiceError } from '../../../local/engine/gateway/service-error.ts';
import { ali } from '../../support/fleet.ts';
import { onRestartStage, type RestartStage } from './restart-stage.ts';
import { alertmanagerBody, bearer, send } from './sending.ts';

/** The machine of each trouble, which is stopped when its alert comes. */
export const troubled = {
  passing: 'i-bp1passing00000001',
  throttled: 'i-bp1throttled000001',
  gone: 'i-bp1tablegone000001',
  queue: 'i-bp1queue0000000001',
  rotated: 'i-bp1rotated00000001',
} as const;

/** What is in the secrets that no request can prove itself with. */
export const uselessSecret = 'USELESS-content-of-a-secret';

const token = { old: 'the-first-token', fresh: 'the-second-token' };
const minute = 60_000;
const source = {
  accounts: { ali: 'alibaba' },
  sources: Object.fromEntries(
    ['prometheus', 'rotating', 'missing', 'empty', 'keyed'].map((name) => [name, { kind: 'alertmanager', secret: `reveille/${name}` }]),
  ),
  restarts: {
    down: {
      sources: ['prometheus', 'rotating', 'missing', 'empty', 'keyed'],
      targets: [{ account: 'ali', region: 'cn-hangzhou', instances: Object.values(troubled) }],
      holdOff: '0s',
      atOnce: { percent: 100 },
    },
  },
} as const;

/** What stands in the way of the AWS calls of functions, and how many calls it has refused. */
interface Trouble {
  service: string;
  code: string;
  /** Refuses so many calls, then passes. */
  times: number;
  refused: number;
}

/** One stack through troubles with its table, its queue and the secrets of its sources. */
export function troubleScenario() {
  const trouble: Trouble = { service: '', code: '', times: 0, refused: 0 };
  const rotating = { secret: { token: token.old } as object };
  const secrets = {
    'reveille/prometheus': { token: token.old },
    'reveille/empty': { password: uselessSecret },
    'reveille/keyed': { hmacKey: uselessSecret },
    get 'reveille/rotating'() {
      return rotating.secret;
    },
  };
  const meddler = {
    beforeEffect({ service, action, principal }: { service: string; action: string; principal: string }) {
      const isIts = service === trouble.service && (service === 'dynamodb' || (action === 'SendMessageBatch' && principal.includes('Ingest')));
      if (!isIts || trouble.refused >= trouble.times) return;
      trouble.refused += 1;
      throw new ServiceError(trouble.code, 'as the test wants it');
    },
  };
  const setting = { source, secrets, instances: ali(Object.values(troubled)), startAt: '2026-11-24T02:00:00Z', meddler };
  return onRestartStage(setting, async (stage) => {
    const { engine, clouds } = stage;
    const begin = (service: string, code: string, times = Number.POSITIVE_INFINITY) => Object.assign(trouble, { service, code, times, refused: 0 });
    const restartsOf = (id: string) =>
      clouds.calls.filter(({ action, dryRun, ids }) => !dryRun && !action.startsWith('Describe') && ids.includes(id)).map(({ action }) => action);
    const ask = async (id: string, name = 'prometheus', given = token.old): Promise<number> => {
      const body = alertmanagerBody([{ id, startsAt: new Date(engine.now()).toISOString() }]);
      return (await send(engine, { source: name, headers: bearer(given), body })).status;
    };
    const lettersOf = () => engine.messages('reveille-alerts-dead-letters').map(({ body }) => body);
    const alarm = () => engine.alarms().find(({ name }) => name === 'reveille-alerts-dead-letters')?.state;

    begin('dynamodb', 'ProvisionedThroughputExceededException', 25);
    const passing = { status: await ask(troubled.passing), ...(await settled(stage)), refused: trouble.refused, restarts: restartsOf(troubled.passing) };

    const tables: Record<string, unknown> = {};
    for (const [name, code] of [['throttled', 'ProvisionedThroughputExceededException'], ['gone', 'ResourceNotFoundException']] as const) {
      const id = troubled[name];
      begin('dynamodb', code);
      const callsBefore = clouds.calls.length;
      const began = engine.now();
      const status = await ask(id);
      await stage.settle();
      const [letter = '', ...others] = lettersOf().filter((body) => body.includes(id));
      const while_ = { status, calls: clouds.calls.length - callsBefore, letters: others.length + 1, alarm: alarm(), tookMinutes: (engine.now() - began) / minute };
      begin('', '');
      await engine.send('reveille-alerts', letter);
      await stage.settle();
      tables[name] = { ...while_, restarts: restartsOf(id) };
    }
    return { passing, tables };
  });
}

async function settled(stage: RestartStage) {
  const { deadLetters } = await stage.settle();
  return { letters: deadLetters.length };
}
