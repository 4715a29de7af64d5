import { ali } from '../../support/fleet.ts';
import { onRestartStage, type RestartStage } from './restart-stage.ts';
import { alertmanagerBody, bearer, send } from './sending.ts';

const token = 'a-token-of-the-storm';
const stop = Date.parse('2026-11-24T11:00:00Z');
const second = 1_000;

/** The machines that a schedule stops, and those of a probe that breaks. */
export const office = Array.from({ length: 40 }, (_, n) => `i-bp1office${String(n).padStart(8, '0')}`);
export const probed = Array.from({ length: 100 }, (_, n) => `i-bp1probed${String(n).padStart(8, '0')}`);

const target = (instances: readonly string[]) => ({ account: 'ali', region: 'cn-hangzhou', instances });
const source = {
  accounts: { ali: 'alibaba' },
  schedules: {
    hours: {
      timezone: 'Asia/Shanghai',
      start: { at: '08:30', days: 'daily' },
      stop: { at: '19:00', days: 'daily' },
      stopMode: 'keep-charging',
      targets: [target(office)],
    },
  },
  sources: { prometheus: { kind: 'alertmanager', secret: 'prometheus' } },
  restarts: {
    'office-down': {
      sources: ['prometheus'],
      match: { team: 'office' },
      schedule: 'hours',
      targets: [target(office)],
      holdOff: '0s',
    },
    'probe-down': { sources: ['prometheus'], match: { team: 'probe' }, targets: [target(probed)], holdOff: '0s' },
  },
} as const;

/** What makes machines unreachable all at once: their schedule stops them, or a probe breaks. */
export function stormScenario() {
  const instances = ali([...office, ...probed], { status: 'Running' });
  const setting = { source, secrets: { prometheus: { token } }, instances, startAt: '2026-11-24T10:59:30Z' };
  return onRestartStage(setting, async (stage) => {
    const { engine, clouds } = stage;
    engine.plan(stop + 5 * second, () => alert(stage, office, 'office'));
    await engine.runUntil(stop + 10 * second);
    const stopped = await stage.settle();
    const states = office.map((id) => clouds.instance('alibaba', id)?.status);
    const [callsBefore, decidedBefore, callsOfStop] = [clouds.calls.length, stopped.restarts.length, changes(stage, 0)];
    await alert(stage, probed, 'probe');
    const last = await stage.settle();
    return {
      ...{ stopped, states, callsOfStop },
      restarts: last.restarts.slice(decidedBefore),
      reboots: changes(stage, callsBefore),
      verdicts: last.jobs.flatMap(({ restart, verdicts }) => (restart === undefined ? [] : verdicts)),
      left: { letters: last.deadLetters, notices: last.alerts, waiting: engine.messages('reveille-alerts') },
      writes: engine.calls.filter(({ service, action }) => service === 'dynamodb' && action !== 'GetItem').length,
      reads: engine.calls.filter(({ service, action }) => service === 'dynamodb' && action === 'GetItem').length,
    };
  });
}

async function alert({ engine }: RestartStage, ids: readonly string[], team: string): Promise<void> {
  const startsAt = new Date(engine.now()).toISOString();
  const body = alertmanagerBody(ids.map((id) => ({ id, startsAt, labels: { team } })));
  const { status } = await send(engine, { source: 'prometheus', headers: bearer(token), body });
  if (status !== 202) throw new Error(`the endpoint answered ${status}`);
}

/** What was asked of the provider but to look, from its n-th call on. */
function changes({ clouds }: RestartStage, from: number) {
  return clouds.calls.slice(from).filter(({ action, dryRun }) => !dryRun && !action.startsWith('Describe'));
}
