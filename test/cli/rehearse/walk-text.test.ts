import { describe, expect, it } from 'vitest';
import type { ZonedRun } from '../../../cli/rehearse/settle-and-report.ts';
import { walkText } from '../../../cli/rehearse/walk-text.ts';
import { paintFor } from '../../../cli/terminal/paint.ts';
import type { ReportedJob, VerdictRow } from '../../../shared/history/report.ts';
import { letterBody } from '../dlq/a-letter.ts';

const row: VerdictRow = {
  account: 'ali',
  region: 'cn-hangzhou',
  instanceId: 'i-1',
  verdict: 'confirmed',
  code: null,
  message: null,
  requestId: null,
  attempts: 1,
};
const failed: VerdictRow = { ...row, instanceId: 'i-TestID', verdict: 'rejected', code: 'NotFound', message: 'gone' };

function job(schedule: string, action: 'start' | 'stop', scheduledAt: string, changes: Partial<ReportedJob> = {}): ReportedJob {
  return { id: `${schedule}/${action}/${scheduledAt}`, schedule, action, scheduledAt, verdicts: [row], ...changes };
}

const alert = (subject: string, message: string) => ({ subject, message });
const letter = { queue: 'alibaba', body: JSON.parse(letterBody({ 'i-TestID': 'NotFound' })) } as const;
const run: ZonedRun = {
  settled: true,
  tookMs: 2 * 86_400_000,
  zones: { hours: 'Asia/Shanghai', 'night-shift': 'America/New_York' },
  report: {
    jobs: [
      job('hours', 'start', '2026-11-23T00:30:00Z', { verdicts: [row, failed] }),
      job('hours', 'stop', '2026-11-23T11:00:00Z'),
      // Later than the next one, yet on an earlier date where it happens.
      job('night-shift', 'start', '2026-11-24T00:00:00Z', { skipped: 'holiday: Thanksgiving', verdicts: [] }),
      job('hours', 'start', '2026-11-24T00:30:00Z', { verdicts: [row, failed] }),
      job('gone', 'start', '2026-11-24T09:00:00Z', { verdicts: [] }),
    ],
    deadLetters: [letter, letter, { queue: 'jobs', body: 'poison' }],
    alerts: [alert('1 failed', 'on Monday'), alert('a calendar ends', 'soon'), alert('1 failed', 'on\nTuesday')],
    alarms: [{ name: 'dead-letters', state: 'ALARM' }],
    alertsReceived: [],
    restarts: [],
    calls: { alibaba: { DescribeInstances: 2 } },
  },
};
const plain = paintFor({}, {});

describe('a run through days for people', () => {
  it('has a line per job by local date, failures in full, and says once what came several times', () => {
    expect(walkText(run, plain)).toMatchInlineSnapshot(`
      "Times are of Asia/Shanghai (hours), America/New_York (night-shift).

      Mon 2026-11-23  08:30  hours        start  1 confirmed, 1 rejected
                             rejected  i-TestID  ali cn-hangzhou  1 start  NotFound: gone
                      19:00  hours        stop   1 confirmed
                      19:00  night-shift  start  skipped: holiday: Thanksgiving
      Tue 2026-11-24  08:30  hours        start  1 confirmed, 1 rejected
                             rejected  i-TestID  ali cn-hangzhou  1 start  NotFound: gone
                      09:00  gone         start  no instances

      Notice, 2 times: 1 failed
        The last of them:
        on
        Tuesday

      Notice: a calendar ends
        soon

      Dead letter on alibaba: a fresh batch of i-TestID, 2 times
      Dead letter on jobs: poison

      CloudWatch alarms:
        ALARM  dead-letters

      5 jobs, 1 of them skipped, 5 verdicts: 3 confirmed, 2 rejected, in 2 days
      Calls: alibaba 2 DescribeInstances
      2 of 5 did not start; the notice above says what to do."
    `);
  });

  it('names the one zone of all, and says when all is well', () => {
    const report = { ...run.report, jobs: run.report.jobs.slice(1, 2), deadLetters: [], alerts: [], alarms: [], calls: {} };
    expect(walkText({ ...run, zones: { hours: 'Asia/Shanghai' }, report }, plain)).toMatchInlineSnapshot(`
      "Times are of Asia/Shanghai.

      Mon 2026-11-23  19:00  hours  stop  1 confirmed

      1 instance: 1 confirmed, in 2 days
      Calls: none
      Every instance is where it should be."
    `);
  });

  it('goes by the dates on the wall, also where a later job has the earlier one', () => {
    const jobs = [job('hours', 'start', '2026-11-24T00:30:00Z'), job('night-shift', 'start', '2026-11-24T01:00:00Z')];
    const dates = walkText({ ...run, report: { ...run.report, jobs } }, plain).match(/^\w{3} 2026-\d\d-\d\d {2}\d\d:\d\d/gm);
    expect(dates).toEqual(['Mon 2026-11-23  20:00', 'Tue 2026-11-24  08:30']);
  });

  it('of which no rule fired is said to be empty', () => {
    const report = { ...run.report, jobs: [], deadLetters: [], alerts: [], alarms: [], calls: {} };
    expect(walkText({ ...run, report }, plain)).toContain('No rule fired on these days.');
  });

  it('lists a time that the clock leaves out at its place, and does not say that all is well', () => {
    const because = 'this local time does not exist on that day (clocks go forward)';
    const jobs = [job('hours', 'start', '2027-03-13T21:00:00Z'), job('hours', 'stop', '2027-03-14T14:00:00Z')];
    const lost = [{ schedule: 'night', action: 'stop', local: '2027-03-14T02:30', because }] as const;
    const report = { ...run.report, jobs, lost, deadLetters: [], alerts: [], alarms: [], calls: {} };
    const zones = { hours: 'America/New_York', night: 'America/New_York' };
    expect(walkText({ ...run, zones, report }, plain)).toMatchInlineSnapshot(`
      "Times are of America/New_York.

      Sat 2027-03-13  16:00  hours  start  1 confirmed
      Sun 2027-03-14  02:30  night  stop   does not happen: this local time does not exist on that day (clocks go forward)
                      10:00  hours  stop   1 confirmed

      2 jobs, 2 verdicts: 2 confirmed, in 2 days
      Calls: none
      Every job came to a good end, but 1 stop does not happen: clocks go forward."
    `);
    const twice = walkText({ ...run, zones, report: { ...report, jobs: [], lost: [...lost, ...lost] } }, plain);
    expect(twice).toContain('No rule fired on these days.\n\nSun 2027-03-14  02:30  night  stop  does not happen');
    expect(twice).toContain('but 2 starts and stops do not happen: clocks go forward.');
  });

  it('shows colours on a terminal', () => {
    expect(walkText(run, paintFor({ isTTY: true }, {}))).toContain('\u001b[31m1 confirmed, 1 rejected\u001b[0m');
  });
});
