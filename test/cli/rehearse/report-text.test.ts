import { describe, expect, it } from 'vitest';
import { reportText } from '../../../cli/rehearse/report-text.ts';
import type { ZonedRun } from '../../../cli/rehearse/settle-and-report.ts';
import { paintFor } from '../../../cli/terminal/paint.ts';
import { findBody, letterBody } from '../dlq/a-letter.ts';

const row = {
  account: 'ali',
  region: 'cn-hangzhou',
  instanceId: 'i-1',
  verdict: 'confirmed',
  code: null,
  message: null,
  requestId: null,
  attempts: 1,
} as const;
const job = {
  id: 'hours/start/2026-11-23T09:00:00Z',
  schedule: 'hours',
  action: 'start',
  scheduledAt: '2026-11-23T09:00:00Z',
} as const;
const mixed: ZonedRun = {
  zones: { hours: 'Asia/Shanghai' },
  settled: true,
  tookMs: 46_000,
  report: {
    jobs: [
      {
        ...job,
        verdicts: [
          row,
          { ...row, instanceId: 'i-TestID', verdict: 'rejected', code: 'NotFound', message: 'gone', attempts: 2 },
          { ...row, account: 'zen-edge', region: null, instanceId: '1500', verdict: 'already', attempts: 0 },
        ],
      },
    ],
    deadLetters: [
      { queue: 'alibaba', body: JSON.parse(letterBody({ 'i-TestID': 'NotFound' })) },
      { queue: 'alibaba', body: JSON.parse(findBody(null)) },
      { queue: 'jobs', body: 'poison' },
      { queue: 'jobs', body: { odd: true } },
    ],
    alerts: [{ subject: 'one failed', message: 'i-TestID\n\nwhy' }],
    alarms: [
      { name: 'dead-letters', state: 'ALARM' },
      { name: 'quiet', state: 'OK' },
    ],
    alertsReceived: [],
    restarts: [],
    calls: { alibaba: { DescribeInstances: 2, StartInstances: 1 } },
  },
};
const plain = paintFor({}, {});

describe('the report for people', () => {
  it('is aligned and names every instance, alert, letter and raised alarm', () => {
    expect(reportText(mixed, plain)).toMatchInlineSnapshot(`
      "hours/start/2026-11-23T09:00:00Z
        confirmed  i-1       ali cn-hangzhou  1 start
        rejected   i-TestID  ali cn-hangzhou  2 starts  NotFound: gone
        already    1500      zen-edge         0 starts

      Notice: one failed
        i-TestID

        why

      Dead letter on alibaba: a fresh batch of i-TestID

      Dead letter on alibaba: the selection power=hours

      Dead letter on jobs: poison

      Dead letter on jobs: {"odd":true}

      CloudWatch alarms:
        ALARM  dead-letters

      3 instances: 1 confirmed, 1 rejected, 1 already, in 46 s
      Calls: alibaba 2 DescribeInstances, 1 StartInstances
      1 of 3 did not start; the notice above says what to do."
    `);
  });

  it('says so when all is well', () => {
    const well = {
      ...mixed,
      tookMs: 150_000,
      report: { ...mixed.report, jobs: [{ ...job, verdicts: [row] }], deadLetters: [], alerts: [], alarms: [], calls: {} },
    };
    expect(reportText(well, plain)).toMatchInlineSnapshot(`
      "hours/start/2026-11-23T09:00:00Z
        confirmed  i-1  ali cn-hangzhou  1 start

      1 instance: 1 confirmed, in 2 min 30 s
      Calls: none
      Every instance is where it should be."
    `);
  });

  it('counts no verdicts where a run had no instances', () => {
    const none = { ...mixed, report: { ...mixed.report, jobs: [{ ...job, verdicts: [] }] } };
    expect(reportText(none, plain)).toContain('\n0 instances, in 46 s\n');
  });

  it('says why a job was skipped', () => {
    const skipped = { ...mixed, report: { ...mixed.report, jobs: [{ ...job, skipped: 'holiday: National Day', verdicts: [] }] } };
    expect(reportText(skipped, plain)).toContain('hours/start/2026-11-23T09:00:00Z\n  skipped: holiday: National Day\n');
  });

  it('speaks of a stop as a stop', () => {
    const failed = { ...row, verdict: 'rejected', code: 'Busy', message: 'no' } as const;
    const stop = { ...mixed, report: { ...mixed.report, jobs: [{ ...job, action: 'stop' as const, verdicts: [failed] }] } };
    expect(reportText(stop, plain)).toContain('ali cn-hangzhou  1 stop  Busy: no');
    expect(reportText(stop, plain)).toContain('1 of 1 did not stop; the notice above says what to do.');
  });

  it('says what a stopped machine costs, where its provider does', () => {
    const verdicts = (['not-charged', 'still-charged', 'subscribed', 'unknown'] as const).map((billing) => ({ ...row, billing }));
    const stop = { ...mixed, report: { ...mixed.report, jobs: [{ ...job, action: 'stop' as const, verdicts }] } };
    const lines = reportText(stop, plain).split('\n').slice(1, 5);
    expect(lines.map((line) => line.split(/ {2,}/).at(-1))).toEqual(['not charged', 'still charged', 'subscribed', '1 stop']);
  });

  it('sends nobody to a notice that is not there', () => {
    expect(reportText({ ...mixed, report: { ...mixed.report, alerts: [] } }, plain)).toContain(
      '1 of 3 did not start; the dead letters and alarms above say more.',
    );
  });

  it('says so when work was left over', () => {
    expect(reportText({ ...mixed, settled: false }, plain)).toContain('Work was still under way');
  });
});

describe('colours', () => {
  it.each([
    { tty: true, env: {}, coloured: true },
    { tty: true, env: { NO_COLOR: '1' }, coloured: false },
    { tty: true, env: { NO_COLOR: '' }, coloured: true },
    { tty: false, env: {}, coloured: false },
  ])('on a terminal $tty with $env: $coloured', ({ tty, env, coloured }) => {
    expect(reportText(mixed, paintFor({ isTTY: tty }, env)).includes('\u001b[')).toBe(coloured);
  });
});

describe('the alerts of a run', () => {
  const row = {
    restart: 'web-down',
    source: 'prometheus',
    episode: 'e',
    account: 'ali',
    region: 'cn-hangzhou',
    instanceId: 'i-1',
    at: '2026-11-27T03:10:00.500Z',
    decision: 'act',
    because: 'firing',
    until: null,
    job: 'web-down/restart/2026-11-27T03:10:00Z',
  } as const;
  const skip = { ...row, decision: 'skip', job: null } as const;
  const restarted = { ...mixed.report.jobs[0]?.verdicts[0], did: 'reboot' } as const;

  it('come first: what was refused, then a line for each decision; a trip ends with what to do', () => {
    const alerted: ZonedRun = {
      ...mixed,
      report: {
        ...mixed.report,
        jobs: [{ ...job, schedule: null, restart: 'web-down', action: 'restart', verdicts: [restarted as never] }],
        deadLetters: [],
        alerts: [],
        alarms: [],
        calls: {},
        alertsReceived: [
          { source: 'prometheus', status: 202, accepted: 1 },
          { source: 'kuma', status: 404, accepted: null },
        ],
        restarts: [
          row,
          { ...skip, at: '2026-11-27T03:10:10Z', because: 'cooldown', until: '2026-11-27T03:20:00.500Z' },
          { ...skip, at: '2026-11-27T03:11:00Z', restart: null, instanceId: null, because: 'not-listed' },
          { ...skip, at: '2026-11-27T04:00:00Z', instanceId: 'i-22', because: 'flapping' },
        ],
      },
    };
    expect(reportText(alerted, plain)).toMatchInlineSnapshot(`
      "Alerts, times of Asia/Shanghai:
        refused  kuma: no such source, or not its key (HTTP 404)
        2026-11-27 11:10:00  i-1   web-down  restart
        2026-11-27 11:10:10  i-1   web-down  left alone, cooldown until 2026-11-27 11:20:00: it was started, stopped or rebooted a short time ago
        2026-11-27 11:11:00  -     -         left alone, not-listed: no restart lists this machine
        2026-11-27 12:00:00  i-22  web-down  left alone, flapping: it falls over again and again

      hours/start/2026-11-23T09:00:00Z
        confirmed  i-1  ali cn-hangzhou  rebooted

      1 instance: 1 confirmed, in 46 s
      Calls: none
      1 machine tripped and will not be restarted again. Once it is well again:
        npx reveille resume web-down --instance i-22"
    `);
  });
});
