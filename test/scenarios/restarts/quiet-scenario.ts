import { dayOf } from '../../../shared/schedule/civil-day.ts';
import { ali } from '../../support/fleet.ts';
import { onRestartStage } from './restart-stage.ts';

const machine = 'i-bp1office000000001';
const targets = [{ account: 'ali', region: 'cn-hangzhou', instances: [machine] }];
const schedules = {
  hours: {
    timezone: 'Asia/Shanghai',
    ...{ start: { at: '08:30', days: 'mon-fri' }, stop: { at: '19:00', days: 'mon-fri' }, stopMode: 'keep-charging', targets },
  },
};
const alerts = {
  sources: { prometheus: { kind: 'alertmanager', secret: 'prometheus' }, aws: { kind: 'cloudwatch' } },
  restarts: { down: { sources: ['prometheus', 'aws'], schedule: 'hours', targets } },
};

/** A week in which a schedule runs and no alert comes, with sources and without. */
export async function quietScenario() {
  return { withSources: await week(alerts), without: await week({}) };
}

function week(more: object) {
  const source = { accounts: { ali: 'alibaba' }, schedules, ...more } as const;
  const setting = {
    source,
    secrets: { prometheus: { token: 'a-token' } },
    instances: ali([machine]),
    startAt: '2026-11-22T00:00:00Z',
  };
  return onRestartStage(setting, async ({ engine, events, settle }) => {
    await engine.runDays({ first: dayOf('2026-11-23'), count: 7 });
    const { jobs, alerts: notices } = await settle();
    const invoked = events.flatMap((event) => (event.kind === 'invoked' ? [event.functionName] : []));
    return {
      queues: engine.queues.map(({ name }) => name),
      verdicts: jobs.flatMap((job) => job.verdicts.map(({ verdict }) => `${job.action} ${verdict}`)),
      invoked: counted(invoked),
      // The rest of a call is another in every run: roles have made-up names.
      calls: counted(engine.calls.map(({ service, action }) => `${service}:${action}`)),
      notices: notices.length,
    };
  });
}

function counted(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, own]) => [name, own.length] as const).toSorted());
}
