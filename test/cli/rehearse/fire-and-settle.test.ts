import { expect, it } from 'vitest';
import { fireAndSettle } from '../../../cli/rehearse/fire-and-settle.ts';
import { walkAndSettle } from '../../../cli/rehearse/walk-and-settle.ts';
import type { Engine } from '../../../local/engine/engine.ts';
import { aConfiguration, aSchedule, aTarget } from '../a-configuration.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-23T09:00:00.400Z');
const days = { first: Date.parse('2026-11-23'), count: 14 };
const rule = { kind: 'cron', cron: '0 9 * * ? *' } as const;
const targets = [aTarget({ account: 'ali', region: 'cn-hangzhou', instances: ['i-1'] })];
const start = { action: 'start', rule } as const;
const stop = { action: 'stop', rule } as const;
const configuration = aConfiguration({
  hours: aSchedule({ targets, transitions: [start, stop] }),
  night: aSchedule({ targets, transitions: [stop] }),
});

/**
 * An engine whose rules become due and whose jobs are then lost; `asked` is what it was asked for.
 */
function aLossyEngine() {
  const asked: unknown[] = [];
  const firings: Engine['firings'][number][] = [];
  const fall = (name: string, at: number) => {
    const [, schedule, action] = /^(.+)-(start|stop)$/.exec(name) ?? [];
    const scheduledAt = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
    firings.push({ schedule: name, input: JSON.stringify({ version: 1, schedule, action, scheduledAt }) });
  };
  const engine = {
    now: () => now,
    fire: async ({ name, at = now }: { name: string; at?: number }) => {
      asked.push({ name, at });
      fall(name, at);
    },
    runDays: async (through: typeof days) => {
      asked.push(through);
      fall('hours-start', now);
      fall('hours-stop', now + hour);
    },
    settle: async (limitMs: number) => {
      asked.push(limitMs);
      return { settled: false };
    },
    firings,
    logs: [],
    published: [],
    alarms: () => [],
    queues: [],
    messages: () => [],
    send: async (queue: string, body: string) => {
      asked.push({ queue, ...JSON.parse(body) });
    },
  };
  return { engine, asked };
}

const byHand = (schedule: string, action: string, scheduledAt: string) => ({
  queue: 'reveille-jobs',
  ...{ version: 1, schedule, action, scheduledAt },
});
const longest = hour + 2 * 900_000 + hour;

it.each([
  { fire: { schedule: 'hours', at: null }, asks: [byHand('hours', 'start', '2026-11-23T09:00:00Z'), longest] },
  { fire: { schedule: 'hours', action: 'stop', at: null }, asks: [byHand('hours', 'stop', '2026-11-23T09:00:00Z'), longest] },
  { fire: { schedule: 'hours', at: now }, asks: [{ name: 'hours-start', at: now }, longest] },
  { fire: { schedule: 'hours', at: now - 4 * hour }, asks: [byHand('hours', 'start', '2026-11-23T05:00:00Z'), longest] },
  { fire: { schedule: 'hours', action: null, at: now - hour }, asks: [{ name: 'hours-start', at: now - hour }, longest] },
  { fire: { schedule: 'night', at: now + hour }, asks: [{ name: 'night-stop', at: now + hour }, longest + hour] },
  { fire: { schedule: null, at: null }, asks: [hour] },
] as const)('$fire asks the engine for $asks', async ({ fire, asks }) => {
  const { engine, asked } = aLossyEngine();
  await fireAndSettle(engine, configuration, fire);
  expect(asked).toEqual(asks);
});

it('a walk goes through the days, then waits as long as a job can take', async () => {
  const { engine, asked } = aLossyEngine();
  await walkAndSettle(engine, configuration, { days });
  expect(asked).toEqual([days, longest]);
});

it('a rule that became due has its job in the report, also when nothing was ever heard of it', async () => {
  const { report, settled } = await walkAndSettle(aLossyEngine().engine, configuration, { days });
  expect(settled).toBe(false);
  expect(report.jobs.map(({ id, verdicts }) => [id, verdicts.map(({ code }) => code)])).toEqual([
    ['hours/start/2026-11-23T09:00:00Z', ['Reveille.Unfinished']],
    ['hours/stop/2026-11-23T10:00:00Z', ['Reveille.Unfinished']],
  ]);
});

it('a walk reports the times that the clock leaves out on its days, and no others', async () => {
  const nightly = (time: string) => ({ action: 'stop', rule: { kind: 'at', time, days: 'daily' } }) as const;
  const nights = aConfiguration({
    lost: aSchedule({ timezone: 'America/New_York', targets, transitions: [start, nightly('02:30')] }),
    kept: aSchedule({ timezone: 'America/New_York', targets, transitions: [nightly('03:30'), nightly('01:30')] }),
    elsewhere: aSchedule({ timezone: 'Asia/Shanghai', targets, transitions: [nightly('02:30')] }),
  });
  const lostFrom = async (first: string, count: number) => {
    const { report } = await walkAndSettle(aLossyEngine().engine, nights, { days: { first: Date.parse(first), count } });
    return report.lost;
  };
  const because = 'this local time does not exist on that day (clocks go forward)';
  expect(await lostFrom('2027-03-13', 2)).toEqual([{ schedule: 'lost', action: 'stop', local: '2027-03-14T02:30', because }]);
  expect(await lostFrom('2027-03-13', 1)).toEqual([]);
  expect(await lostFrom('2027-11-06', 3)).toEqual([]);
});

it('a job that is fired has no days on which a time could be left out', async () => {
  const { report } = await fireAndSettle(aLossyEngine().engine, configuration, { schedule: 'hours', at: null });
  expect(report).not.toHaveProperty('lost');
});
