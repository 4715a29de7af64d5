import { describe, expect, it } from 'vitest';
import { expectedJobs, longestJobMs } from '../../cli/expected-jobs.ts';
import { parseConfiguration } from '../../shared/contract/configuration-file.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import { freshInstance } from '../../shared/domain/batch.ts';

const configuration = parseConfiguration(
  JSON.stringify({
    accounts: { ali: { provider: 'alibaba', secret: 's' }, zen: { provider: 'zenlayer', secret: 's' } },
    schedules: {
      hours: {
        start: { cron: '0 9 * * ? *' },
        expiresAfter: '60m',
        confirmWithin: '15m',
        targets: [
          { account: 'ali', region: 'cn-hangzhou', instances: ['i-1', 'i-2'] },
          { account: 'zen', instances: ['1500'] },
        ],
      },
    },
  }),
  'test',
);
const minutes = (count: number) => count * 60_000;
const at = (hour: number) => `2026-11-23T0${hour}:00:00Z`;
const all = ['ali i-1', 'ali i-2', 'zen 1500'];

function letter(ids: readonly string[], changes: Partial<Batch> = {}): string {
  const batch: Batch = {
    version: 1,
    job: { id: `hours/start/${at(8)}`, schedule: 'hours', action: 'start', scheduledAt: at(8) },
    account: 'ali',
    region: 'cn-hangzhou',
    options: {
      batchMode: 'SuccessFirst',
      dryRun: false,
      initLocalDisk: false,
      expiresAfterMs: minutes(100),
      confirmWithinMs: minutes(10),
    },
    phase: 'act',
    speaksForAccount: true,
    deadline: null,
    attempt: 0,
    looks: 0,
    instances: ids.map(freshInstance),
    ...changes,
  };
  return JSON.stringify(batch);
}

const jobMessage = (schedule: string, scheduledAt: string) =>
  JSON.stringify({ version: 1, schedule, action: 'start', scheduledAt });
const fired = { schedule: 'hours', scheduledAt: at(9) };
const gone = { id: `gone/start/${at(8)}`, schedule: 'gone', action: 'start', scheduledAt: at(8) } as const;

describe('the jobs of a run', () => {
  it.each([
    { what: 'the fired schedule', fired, waiting: [], jobs: { [`hours/start/${at(9)}`]: all } },
    {
      what: 'a letter: its own instances',
      fired: null,
      waiting: [letter(['i-2'])],
      jobs: { [`hours/start/${at(8)}`]: ['ali i-2'] },
    },
    {
      what: 'two letters of one job: one job, each instance once',
      fired: null,
      waiting: [letter(['i-2', 'i-1']), letter(['i-2']), letter(['i-2'], { region: 'cn-beijing' })],
      jobs: { [`hours/start/${at(8)}`]: ['ali i-2', 'ali i-1', 'ali i-2'] },
    },
    {
      what: 'a letter of the job that is fired: nothing twice',
      fired: { ...fired, scheduledAt: at(8) },
      waiting: [letter(['i-2'])],
      jobs: { [`hours/start/${at(8)}`]: all },
    },
    {
      what: 'a letter whose schedule is no longer configured',
      fired: null,
      waiting: [letter(['i-9'], { job: gone })],
      jobs: { [gone.id]: ['ali i-9'] },
    },
    {
      what: 'a job, under the id that dispatch gives it',
      fired: null,
      waiting: [jobMessage('hours', '2026-11-23T07:00:00.000Z')],
      jobs: { [`hours/start/${at(7)}`]: all },
    },
    {
      what: 'a job whose schedule is gone: no instances',
      fired: null,
      waiting: [jobMessage('gone', at(8))],
      jobs: { [gone.id]: [] },
    },
    {
      what: 'a job with a prototype’s name',
      fired: null,
      waiting: [jobMessage('toString', at(8))],
      jobs: { [`toString/start/${at(8)}`]: [] },
    },
    { what: 'nothing readable', fired: null, waiting: ['poison', '{"version":1}'], jobs: {} },
  ])('$what', ({ fired, waiting, jobs }) => {
    const found = expectedJobs({ configuration, fired, waiting }).map(({ job, places }) => [
      job.id,
      places.map(({ account, instanceId }) => `${account} ${instanceId}`),
    ]);
    expect(found).toEqual(Object.entries(jobs));
  });
});

describe('the longest a job of a run can take', () => {
  it.each([
    { what: 'the fired schedule’s own', fired, waiting: [], ms: minutes(60 + 30) },
    { what: 'a letter’s own', fired: null, waiting: [letter(['i-1'])], ms: minutes(100 + 20) },
    { what: 'a waiting job’s', fired: null, waiting: [jobMessage('hours', at(8))], ms: minutes(60 + 30) },
    { what: 'the longest of all', fired, waiting: ['poison', letter(['i-1'])], ms: minutes(100 + 20) },
    {
      what: 'none for what nobody can read or carry out',
      fired: null,
      waiting: ['poison', jobMessage('gone', at(8)), jobMessage('toString', at(8))],
      ms: 0,
    },
  ])('$what', ({ fired, waiting, ms }) => {
    expect(longestJobMs({ configuration, fired, waiting })).toBe(ms);
  });
});
