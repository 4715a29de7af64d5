import { expect, it } from 'vitest';
import { watchFunction } from '../../../functions/watch/app.ts';
import { keepWatch, type WatchDeps } from '../../../functions/watch/keep-watch.ts';
import type { WatchConfiguration } from '../../../shared/contract/compiled-configuration.ts';
import type { RecordedJob } from '../../../shared/contract/records.ts';
import { cutJob, dueJob } from '../../../shared/domain/cut-job.ts';
import type { TransitionAction } from '../../../shared/domain/vocabulary.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';
import type { RunKey } from '../../../shared/store/run-items.ts';
import { runRecorder } from '../../../shared/store/run-recorder.ts';
import { watchStore } from '../../../shared/store/watch-store.ts';
import { lambdaContext, sqsEvent, sqsRecord } from '../../support/lambda-invocation.ts';
import { outputLines } from '../../support/output-lines.ts';
import { memoryTable } from '../../support/table/memory-table.ts';
import { schedule, target } from '../dispatch/a-deployment.ts';

const hour = 3_600_000;
const hours = {
  timezone: 'Asia/Shanghai',
  transitions: [
    { action: 'start' as const, rule: { kind: 'at' as const, time: '08:30', days: [2, 3, 4, 5, 6] } },
    { action: 'stop' as const, rule: { kind: 'at' as const, time: '19:00', days: [2, 3, 4, 5, 6] } },
  ],
  calendar: null,
  unknownYear: 'weekdays' as const,
  exceptions: [],
};
const configuration: WatchConfiguration = {
  accounts: { 'ali-prod': { provider: 'alibaba' } },
  calendars: {},
  schedules: { 'office-hours': hours },
  heartbeat: null,
};
const monday = Date.parse('2026-11-23T00:30:00Z');
const targets = [target('ali-prod', 'cn-hangzhou', ['i-1', 'i-2'])];

/** A start at a time of some weekdays, from 1, which is Sunday. */
function startAt(time: string, days: readonly number[]) {
  return { action: 'start' as const, rule: { kind: 'at' as const, time, days } };
}

/** A watch over what a test records, at the instants that it says. */
function aWatch(changes: Partial<WatchDeps> = {}) {
  const clock = { now: monday - 24 * hour };
  const items = new Map<string, { pk: string; item: unknown }>();
  const runs = {
    put: async ({ pk, sk }: RunKey, item: object) =>
      void items.set(`${pk} ${sk}`, { pk, item: JSON.parse(JSON.stringify(item)) }),
    partition: async (asked: string) => [...items.values()].flatMap(({ pk, item }) => (pk === asked ? [item] : [])),
  };
  const recorder = runRecorder({ table: runs, now: () => clock.now, lost: () => {} });
  const told: string[] = [];
  const pings = { count: 0 };
  const deps: WatchDeps = {
    configuration,
    runs,
    store: watchStore(memoryTable()),
    lettersOf: async () => 0,
    announce: async (notice) => {
      const { subject, message } = mailOf(notice);
      told.push(`${subject}\n${message}`);
    },
    ping: async () => {
      pings.count += 1;
    },
    now: () => clock.now,
    logger: { info: () => {}, error: () => {} },
    ...changes,
  };
  const job = (action: TransitionAction, scheduledAt: string): RecordedJob =>
    dueJob({ schedule: 'office-hours', action, scheduledAt });
  /** Records a job as dispatch does, two seconds after it was due. */
  const came = async (action: TransitionAction, scheduledAt: string, decision: 'run' | 'skip' = 'run') => {
    clock.now = Date.parse(scheduledAt) + 2_000;
    const messages =
      decision === 'run' ? cutJob({ schedule: 'office-hours', action, scheduledAt }, { ...schedule, targets }) : [];
    await recorder.decided({ job: job(action, scheduledAt), decision, because: 'x', by: 'rule', messages });
  };
  const ended = (action: TransitionAction, scheduledAt: string, ids: readonly string[], verdict: 'confirmed' | 'rejected') => {
    const end = {
      verdict,
      code: verdict === 'rejected' ? 'Gone' : null,
      message: null,
      requestId: null,
      attempts: 1,
      acceptedAt: null,
    };
    const ends = ids.map((instanceId) => ({ ...end, instanceId }));
    return recorder.ended({ job: job(action, scheduledAt), account: 'ali-prod', region: 'cn-hangzhou', found: null, ends });
  };
  const watchAt = async (instant: number): Promise<readonly string[]> => {
    clock.now = instant;
    const before = told.length;
    await keepWatch(deps);
    return told.slice(before);
  };
  return { deps, watchAt, came, ended, pings, told };
}

it('tells of a start that did not come, once, with what to do, and pings all the same', async () => {
  const { watchAt, pings } = aWatch();
  // The first watch sees the schedule for the first time.
  expect(await watchAt(monday - hour)).toEqual([]);
  // A job has ten minutes to come.
  expect(await watchAt(monday + 9 * 60_000)).toEqual([]);
  const [mail, another] = await watchAt(monday + hour);
  expect(another).toBeUndefined();
  expect(mail).toMatchInlineSnapshot(`
    "Reveille: office-hours start did not come
    The start of office-hours was planned, and nobody has heard of it. Its machines were not started.

    Schedule  office-hours (start), due Mon 2026-11-23 08:30 Asia/Shanghai (2026-11-23T00:30:00Z)
    Job       office-hours/start/2026-11-23T00:30:00Z

    To do: look for a mail about an alarm of Scheduler or of the jobs queue, which says why. Look in the EventBridge console
    whether the rule is enabled, and run "npx reveille deploy" when it is not. Start the machines by hand meanwhile."
  `);
  expect(await watchAt(monday + 2 * hour)).toEqual([]);
  expect(pings.count).toBe(4);
});

it('says nothing of a job that came, was skipped, or came by another table of time zones', async () => {
  const { watchAt, came, ended } = aWatch();
  await watchAt(monday - hour);
  await came('start', '2026-11-23T01:30:00Z');
  await ended('start', '2026-11-23T01:30:00Z', ['i-1', 'i-2'], 'confirmed');
  await came('stop', '2026-11-23T11:00:00Z', 'skip');
  expect(await watchAt(monday + 13 * hour)).toEqual([]);
});

it('names the start that did not come, though another one came within the tolerance', async () => {
  const { watchAt, came, deps } = aWatch();
  const twice = { ...hours, transitions: ['08:30', '10:00'].map((time) => startAt(time, [2])) };
  Object.assign(deps, { configuration: { ...configuration, schedules: { 'office-hours': twice } } });
  await watchAt(monday - hour);
  const [mail] = await watchAt(monday + hour);
  expect(mail).toContain('Job       office-hours/start/2026-11-23T00:30:00Z');
  await came('start', '2026-11-23T02:00:00Z');
  // The start of 10:00 is no answer to that of 08:30, and nothing more is missing.
  expect(await watchAt(monday + 1.8 * hour)).toEqual([]);
});

it('does not take the skip of another time for the start that did not come', async () => {
  const { watchAt, came, deps } = aWatch();
  const other = { ...hours, transitions: [startAt('08:30', [2]), startAt('08:45', [3])] };
  Object.assign(deps, { configuration: { ...configuration, schedules: { 'office-hours': other } } });
  await watchAt(monday - hour);
  await came('start', '2026-11-23T00:45:00Z', 'skip');
  expect(await watchAt(monday + hour)).toHaveLength(1);
});

it('judges a schedule from the first watch that saw its hours, and anew when they change', async () => {
  const { watchAt, deps } = aWatch();
  expect(await watchAt(monday + hour)).toEqual([]);
  const later = { ...hours, transitions: hours.transitions.map((each) => ({ ...each, rule: { ...each.rule, time: '10:00' } })) };
  Object.assign(deps, { configuration: { ...configuration, schedules: { 'office-hours': later } } });
  // 10:00 in Shanghai is 02:00 UTC: before this watch, and so before the change was deployed.
  expect(await watchAt(monday + 2 * hour)).toEqual([]);
  expect(await watchAt(monday + 26 * hour)).toHaveLength(2);
});

it('tells of machines without an end when their job is over, and not before', async () => {
  const { watchAt, came, ended } = aWatch();
  await watchAt(monday - hour);
  await came('start', '2026-11-23T00:30:00Z');
  await ended('start', '2026-11-23T00:30:00Z', ['i-1'], 'confirmed');
  // An hour to start, a quarter of an hour to confirm, and a margin.
  expect(await watchAt(monday + 89 * 60_000)).toEqual([]);
  const [mail] = await watchAt(monday + 91 * 60_000);
  expect(mail).toContain('office-hours start: 1 machine without an end');
  expect(mail).toContain('Machines  i-2 on ali-prod (cn-hangzhou)\n');
  expect(await watchAt(monday + 3 * hour)).toEqual([]);
});

it('tells of failures that are a day old while letters wait, and no sooner', async () => {
  const waiting = { letters: 0 };
  const { watchAt, came, ended } = aWatch({ lettersOf: async () => waiting.letters });
  await watchAt(monday - hour);
  await came('start', '2026-11-23T00:30:00Z');
  await ended('start', '2026-11-23T00:30:00Z', ['i-1'], 'confirmed');
  await ended('start', '2026-11-23T00:30:00Z', ['i-2'], 'rejected');
  await came('stop', '2026-11-23T11:00:00Z', 'skip');
  waiting.letters = 1;
  expect(await watchAt(monday + 20 * hour)).toEqual([]);
  await came('start', '2026-11-24T00:30:00Z', 'skip');
  waiting.letters = 0;
  expect(await watchAt(monday + 25 * hour)).toEqual([]);
  waiting.letters = 1;
  const [mail] = await watchAt(monday + 26 * hour);
  expect(mail).toContain('office-hours start: 1 machine still failed after a day');
  expect(mail).toContain('npx reveille dlq redrive --queue alibaba');
});

it('says nothing of a failure that a later run has mended', async () => {
  const { watchAt, came, ended } = aWatch({ lettersOf: async () => 1 });
  await watchAt(monday - hour);
  await came('start', '2026-11-23T00:30:00Z');
  await ended('start', '2026-11-23T00:30:00Z', ['i-1', 'i-2'], 'rejected');
  await ended('start', '2026-11-23T00:30:00Z', ['i-1', 'i-2'], 'confirmed');
  await came('stop', '2026-11-23T11:00:00Z', 'skip');
  await came('start', '2026-11-24T00:30:00Z', 'skip');
  expect(await watchAt(monday + 26 * hour)).toEqual([]);
});

it('fails when it cannot see, so that it is tried again, and does not ping', async () => {
  const { deps, pings } = aWatch({ runs: { partition: () => Promise.reject(new Error('no table')) } });
  const lines = outputLines();
  const handler = watchFunction({ ...deps, telemetry: telemetryOf('watch') });
  await expect(handler(sqsEvent(sqsRecord({ version: 1 })), lambdaContext())).rejects.toThrow('no table');
  expect(lines.find(({ message }) => message === 'watch not kept')).toMatchObject({ reason: 'Error: no table' });
  expect(pings.count).toBe(0);
});

it('does not ping while it cannot tell of a gap', async () => {
  const { watchAt, deps, pings } = aWatch();
  const { announce } = deps;
  await watchAt(monday - hour);
  expect(pings.count).toBe(1);
  Object.assign(deps, { announce: () => Promise.reject(new Error('no topic')) });
  await expect(watchAt(monday + hour)).rejects.toThrow('no topic');
  expect(pings.count).toBe(1);
  Object.assign(deps, { announce });
  await watchAt(monday + hour);
  expect(pings.count).toBe(2);
});

it('tells again what could not be told, and keeps its watch when the ping fails', async () => {
  const failing = { notice: true };
  const errors: unknown[] = [];
  const { watchAt, deps, told } = aWatch({
    ping: () => Promise.reject(new Error('hc answered 500')),
    logger: { info: () => {}, error: (...line) => void errors.push(line) },
  });
  const { announce } = deps;
  Object.assign(deps, {
    announce: (...given: Parameters<typeof announce>) =>
      failing.notice ? Promise.reject(new Error('no topic')) : announce(...given),
  });
  await watchAt(monday - hour);
  await expect(watchAt(monday + hour)).rejects.toThrow('no topic');
  failing.notice = false;
  expect(await watchAt(monday + hour)).toHaveLength(1);
  expect(told).toHaveLength(1);
  expect(JSON.stringify(errors)).toContain('hc answered 500');
});
