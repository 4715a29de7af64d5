import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportedJob } from '../../shared/history/report.ts';
import { ali, zen } from '../support/fleet.ts';
import { untilHostEnds } from '../support/run-host.ts';
import { walkDays } from './weeks/days-walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-weeks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const byHost = new URL('../support/synthesis/by-synthesis-host.ts', import.meta.url).href;

/** Runs a command as a person would. */
function run(name: string, ...args: string[]) {
  const entry = fileURLToPath(new URL('../../cli/reveille.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', byHost, entry, name, ...args], {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 16 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

const china = {
  accounts: { ali: 'alibaba', zen: 'zenlayer' },
  calendars: { cn: { country: 'CN' } },
  schedules: {
    'office-hours': {
      timezone: 'Asia/Shanghai',
      calendar: 'cn',
      start: { at: '08:30', days: 'workdays' },
      targets: [{ account: 'ali', region: 'cn-hangzhou', instances: ['i-bp1fake000000000001'] }],
    },
    release: {
      timezone: 'Europe/London',
      start: { once: '2026-03-29T02:30' },
      stop: { once: '2026-03-29T23:30' },
      targets: [{ account: 'zen', tags: { power: 'release' } }],
    },
    nightly: {
      timezone: 'Europe/London',
      start: { at: '01:30', days: ['sun', 'mon'] },
      targets: [{ account: 'zen', instances: ['1500000000000000003'] }],
    },
  },
} as const;
const machines = [
  ...ali(['i-bp1fake000000000001']),
  ...zen(['1500000000000000001', '1500000000000000002'], { tags: { power: 'release' } }),
  ...zen(['1500000000000000003']),
];
/**
 * Spring Festival, the week in which clocks go forward, National Day, the week in which they go
 * back, a month before the year ends.
 */
const windows = [
  { from: '2026-02-13', count: 17 },
  { from: '2026-03-28', count: 3 },
  { from: '2026-09-19', count: 23 },
  { from: '2026-10-24', count: 3 },
  { from: '2026-12-02', count: 1 },
];
const dates = windows.flatMap(({ from, count }) =>
  Array.from({ length: count }, (_, n) => new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10)),
);

/**
 * The State Council's notice for 2026, as far as these days go: the weekdays that are off, and the
 * weekend days that are worked.
 */
const weekdaysOff = '02-16 02-17 02-18 02-19 02-20 02-23 09-25 10-01 10-02 10-05 10-06 10-07'.split(' ');
const makeUpDays = '02-14 02-28 09-20 10-10'.split(' ');

describe('weeks of workdays in China, through the real template and bundles', () => {
  let report: Report;
  let settled: boolean;
  beforeAll(async () => {
    ({ report, settled } = await walkDays({ source: china, instances: machines, windows }));
  }, untilHostEnds);

  const office = (of: (job: ReportedJob) => boolean) =>
    report.jobs.filter((job) => job.schedule === 'office-hours' && of(job)).map(({ scheduledAt }) => scheduledAt.slice(5, 10));

  it('fires every day at 08:30 in Shanghai, in order, and ends well', () => {
    const fired = report.jobs.filter(({ schedule }) => schedule === 'office-hours').map(({ scheduledAt }) => scheduledAt);
    expect(fired).toEqual(dates.map((date) => `${date}T00:30:00Z`));
    expect(report.jobs.map(({ scheduledAt }) => scheduledAt)).toEqual(
      report.jobs.map(({ scheduledAt }) => scheduledAt).toSorted(),
    );
    expect(report.deadLetters).toEqual([]);
    expect(settled).toBe(true);
  });

  it('skips the weekdays that are holidays, by name', () => {
    expect(office(({ skipped }) => skipped?.startsWith('holiday: ') === true)).toEqual(weekdaysOff);
    const spring = report.jobs.find(({ scheduledAt }) => scheduledAt.startsWith('2026-02-17T00:30'));
    expect(spring).toMatchObject({ skipped: expect.stringContaining('Spring Festival'), verdicts: [] });
  });

  it('runs on the make-up days, on every other weekday and at no other weekend', () => {
    const isWeekend = (date: string) => [0, 6].includes(new Date(`2026-${date}`).getUTCDay());
    const ran = office(({ skipped }) => skipped === undefined);
    expect(ran.filter(isWeekend)).toEqual(makeUpDays);
    const weekdays = dates.map((date) => date.slice(5)).filter((date) => !isWeekend(date));
    expect(ran.filter((date) => !isWeekend(date))).toEqual(weekdays.filter((date) => !weekdaysOff.includes(date)));
    const verdicts = report.jobs.filter(({ schedule }) => schedule === 'office-hours').flatMap((job) => job.verdicts);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'confirmed',
      ...Array.from({ length: ran.length - 1 }, () => 'already'),
    ]);
  });

  it('calls the provider on those days and on no other: a look each, and three and a start on the first', () => {
    const ran = office(({ skipped }) => skipped === undefined).length;
    expect(report.calls.alibaba).toEqual({ DescribeInstances: ran + 2, 'StartInstances:DryRun': 1, StartInstances: 1 });
  });

  it('fires one-time rules once, in their own zone on a day of 23 hours, and resolves their tags', () => {
    const once = report.jobs.filter(({ schedule }) => schedule === 'release');
    expect(once.map(({ action, scheduledAt }) => `${action} ${scheduledAt}`)).toEqual([
      'start 2026-03-29T01:30:00Z',
      'stop 2026-03-29T22:30:00Z',
    ]);
    for (const { verdicts } of once) expect(verdicts.map(({ verdict }) => verdict)).toEqual(['confirmed', 'confirmed']);
  });

  it('leaves out a time that the clock jumps over, and runs one that it shows twice once', () => {
    const nights = report.jobs.filter(({ schedule }) => schedule === 'nightly').map(({ scheduledAt }) => scheduledAt);
    expect(nights.filter((at) => /^2026-03-(2|3)/.test(at))).toEqual(['2026-03-30T00:30:00Z']);
    expect(nights.filter((at) => at.startsWith('2026-10-2'))).toEqual(['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']);
  });

  it('is warned of the year without a calendar when it is near', () => {
    expect(report.alerts.map(({ subject }) => subject)).toContain('Reveille: calendar cn ends in 30 days');
  });
});

describe('a few days of the sample', () => {
  it('shows every transition with its verdicts, the release on a Saturday and the failures of the bad machine in full', () => {
    const { status, stdout, stderr } = run('start', '--from', '2026-12-11', '--days', '3');
    expect(stderr).toBe('Synthesizing the stack …\nStarting the local engine …\nRunning until all work has ended …\n');
    const table = stdout.split('\n\n')[2]?.split('\n') ?? [];
    const jobs = table.filter((line) => / (start|stop) +(\d|skipped)/.test(line)).map((line) => line.replace(/ +/g, ' ').trim());
    expect(jobs.map((line) => line.replace(/^\w{3} 2026-/, ''))).toMatchInlineSnapshot(`
      [
        "12-11 06:00 night-batch stop 1 already",
        "08:30 office-hours start 5 confirmed, 1 rejected, 1 already",
        "19:00 office-hours stop 6 confirmed, 1 rejected",
        "22:00 night-batch start 1 confirmed",
        "12-12 06:00 night-batch stop 1 confirmed",
        "08:30 office-hours start 6 confirmed, 1 rejected",
        "19:00 office-hours stop 6 confirmed, 1 rejected",
        "22:00 night-batch start skipped: weekend",
        "12-13 06:00 night-batch stop skipped: after weekend",
        "08:30 office-hours start skipped: weekend",
        "19:00 office-hours stop skipped: weekend",
        "22:00 night-batch start skipped: weekend",
      ]
    `);
    expect(table.filter((line) => line.includes('i-TestID') && line.includes('InvalidInstanceId.NotFound: '))).toHaveLength(4);
    // The one machine that fails does not exist, on purpose.
    expect(status).toBe(0);
  });
});
