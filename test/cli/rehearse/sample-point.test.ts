import { describe, expect, it } from 'vitest';
import { cameToGood, isAsExpected } from '../../../cli/rehearse/sample-point.ts';
import type { Rehearsal } from '../../../cli/rehearse/settle-and-report.ts';
import type { VerdictRow } from '../../../shared/history/report.ts';
import type { RestartRow } from '../../../shared/history/restart-rows.ts';
import { findBody, letterBody } from '../dlq/a-letter.ts';

const row: VerdictRow = {
  account: 'ali-prod',
  region: 'cn-hangzhou',
  instanceId: 'i-1',
  verdict: 'confirmed',
  code: null,
  message: null,
  requestId: null,
  attempts: 1,
};
const bad: VerdictRow = { ...row, instanceId: 'i-TestID', verdict: 'rejected', code: 'InvalidInstanceId.NotFound' };
const letter = (body: unknown) => ({ queue: 'alibaba', body }) as const;
const ofBad = letter(JSON.parse(letterBody({ 'i-TestID': 'InvalidInstanceId.NotFound' })));

const decision = {
  ...{ restart: 'always-on', source: 'prometheus', episode: 'e', account: 'ali-prod', region: 'cn-hangzhou', instanceId: 'i-1' },
  ...{ at: '2026-11-27T19:11:00Z', until: null, job: null },
};

/** A run of the sample with these verdicts and letters. */
function run(verdicts: readonly VerdictRow[], deadLetters: Rehearsal['report']['deadLetters'], settled = true): Rehearsal {
  const job = { id: 'j', schedule: 'office-hours', action: 'start', scheduledAt: '2026-11-23T00:30:00Z' } as const;
  return {
    settled,
    tookMs: 0,
    report: { jobs: [{ ...job, verdicts }], deadLetters, alerts: [], alarms: [], alertsReceived: [], restarts: [], calls: {} },
  };
}

describe('a run of the sample', () => {
  it.each([
    { what: 'the machine that does not exist fails, and nothing else', run: run([row, bad], [ofBad]) },
    { what: 'the machine that does not exist is not of the schedule', run: run([row], []) },
    { what: 'other machines are there already', run: run([{ ...row, verdict: 'already' }, bad], [ofBad]) },
  ])('is as expected when $what', ({ run }) => {
    expect(isAsExpected(run, false)).toBe(true);
  });

  it.each([
    { what: 'another machine fails too', run: run([{ ...row, verdict: 'expired', code: 'x' }, bad], [ofBad]) },
    { what: 'that machine fails for another reason', run: run([row, { ...bad, code: 'Throttling' }], [ofBad]) },
    { what: 'that machine expires', run: run([row, { ...bad, verdict: 'expired' }], [ofBad]) },
    { what: 'that machine is confirmed', run: run([row, { ...bad, verdict: 'confirmed', code: null }], []) },
    { what: 'the letter has another machine', run: run([row, bad], [letter(JSON.parse(letterBody({ 'i-1': 'x' })))]) },
    { what: 'a letter is a find', run: run([row, bad], [ofBad, letter(JSON.parse(findBody('Reveille.NoMatch')))]) },
    { what: 'a letter is unreadable', run: run([row, bad], [ofBad, letter('poison')]) },
    { what: 'a letter is a job', run: run([row, bad], [ofBad, letter({ version: 1 })]) },
    { what: 'work is left over', run: run([row, bad], [ofBad], false) },
  ])('is not as expected when $what', ({ run }) => {
    expect(isAsExpected(run, false)).toBe(false);
  });
});

describe('a run comes to good', () => {
  const [well, failed, left] = [run([row], []), run([row, bad], [ofBad]), run([row], [], false)];
  it.each([
    { what: 'of local, with a failure', of: failed, sample: null, good: false },
    { what: 'of local, without one', of: well, sample: null, good: true },
    { what: 'of local, with work left over', of: left, sample: null, good: false },
    { what: 'of the sample, with its failure', of: failed, sample: { strict: false, hasNight: false }, good: true },
    { what: 'of the sample, with its failure and --strict', of: failed, sample: { strict: true, hasNight: false }, good: false },
    { what: 'of the sample, without a failure and --strict', of: well, sample: { strict: true, hasNight: false }, good: true },
  ])('$what: $good', ({ of, sample, good }) => {
    expect(cameToGood(of, sample)).toBe(good);
  });
});

describe('a night of the sample', () => {
  const night = (...words: RestartRow['because'][]): Rehearsal => {
    const day = run([row, bad], [ofBad]);
    const restarts = words.map(
      (because): RestartRow => ({ ...decision, because, decision: because === 'firing' ? 'act' : 'skip' }),
    );
    return { ...day, report: { ...day.report, restarts } };
  };

  it.each([
    { of: night('firing', 'cooldown', 'resolved', 'resolved', 'resolved'), expected: true },
    { of: night('firing', 'firing', 'resolved', 'resolved'), expected: false },
    { of: night('not-listed', 'not-listed', 'resolved', 'resolved'), expected: false },
    { of: run([row, bad], [ofBad]), expected: false },
  ])('has one restart and one refusal: $expected', ({ of, expected }) => {
    expect(isAsExpected(of, true)).toBe(expected);
    expect(cameToGood(of, { strict: false, hasNight: true })).toBe(expected);
  });
});
