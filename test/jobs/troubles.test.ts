import { describe, expect, it } from 'vitest';
import { oneBadAmongHundred, troublesInProcess, two } from '../scenarios/starts/trouble-scenarios.ts';
import { ends, started, tally } from '../support/fleet.ts';
import { playInProcess } from '../support/play-in-process.ts';
import type { ScenarioResult } from '../support/scenario.ts';

/** No instance was started by more than one call. */
function startedOnce(run: ScenarioResult): void {
  expect(started(run).toSorted()).toEqual([...new Set(started(run))].toSorted());
}

describe('an endpoint that', () => {
  it('speaks HTML is tried until the deadline, and nothing is started on its word', async () => {
    const run = await playInProcess(troublesInProcess['speaks-html']);
    expect(ends(run).map((end) => end.split(' ').slice(1).join(' '))).toEqual(Array(4).fill('expired Reveille.Unreadable'));
    expect(run.report.jobs[0]?.verdicts[0]?.message).toContain('HTTP 200');
    expect(started(run)).toEqual([]);
  });

  it('loses the answer just before the deadline is looked at all the same', async () => {
    const run = await playInProcess(troublesInProcess['answer-lost-at-the-deadline']);
    expect(tally(run)).toEqual({ confirmed: 2 });
    startedOnce(run);
  });

  it('throttles is asked again', async () => {
    const run = await playInProcess(troublesInProcess.throttled);
    expect(tally(run)).toEqual({ confirmed: 4 });
    // How long it waits: test/jobs/times.test.ts.
    expect(run.received.filter(({ provider, action }) => provider === 'zenlayer' && action === 'StartInstances')).toHaveLength(2);
  });
});

describe('credentials', () => {
  it('that lack a field end that account alone, and the notice names the secret and the field', async () => {
    const run = await playInProcess(troublesInProcess['secret-lacks-field']);
    expect(tally(run)).toEqual({ rejected: 2, confirmed: 2 });
    expect(run.report.alerts[0]?.message).toContain('secret job-alibaba lacks usable fields for alibaba: accessKeySecret');
  });
});

describe('capacity', () => {
  it('is waited for beyond five rounds, until the deadline', async () => {
    const run = await playInProcess(troublesInProcess['sold-out']);
    expect(ends(run)).toEqual([`${two[0]} confirmed`, `${two[1]} rejected OperationDenied.NoStock`]);
    expect(run.report.jobs[0]?.verdicts[0]?.attempts).toBe(8);
  });
});

describe('one bad machine among a hundred at Tencent, whose calls are all or nothing', () => {
  it('that the provider does not list is told apart at once', async () => {
    const run = await playInProcess(troublesInProcess['one-bad-absent-machine']);
    expect(tally(run)).toEqual({ confirmed: 99, rejected: 1 });
    expect(run.report.calls.tencent?.StartInstances).toBe(3);
    startedOnce(run);
  });

  it.each([0, 49, 99])('that it does list is found at place %i with at most 2·log2(100) + 4 starts', async (place) => {
    const run = await playInProcess(oneBadAmongHundred(place));
    expect(tally(run)).toEqual({ confirmed: 99, rejected: 1 });
    expect(run.report.jobs[0]?.verdicts[place]?.code).toBe('UnsupportedOperation.InstanceStateCorrupted');
    expect(run.report.calls.tencent?.StartInstances).toBeLessThanOrEqual(2 * Math.log2(100) + 4);
    startedOnce(run);
  });
});

describe('Zenlayer’s list of failed ids', () => {
  it('brings an id back until its rounds are used up, and never touches the others again', async () => {
    const run = await playInProcess(troublesInProcess['failed-without-reason']);
    expect(ends(run)).toEqual([
      '1500000000000000001 confirmed',
      '1500000000000000002 confirmed',
      '1500000000000000003 rejected Reveille.FailedWithoutReason',
    ]);
    expect(run.report.jobs[0]?.verdicts.map(({ attempts }) => attempts)).toEqual([1, 2, 5]);
  });
});

describe('AllTogether with a locked machine', () => {
  it('starts none and says which one is to blame', async () => {
    const run = await playInProcess(troublesInProcess['busy-together']);
    expect(ends(run)).toEqual([`${two[0]} rejected Reveille.Locked`, `${two[1]} rejected Reveille.Locked`]);
    expect(run.report.jobs[0]?.verdicts[0]?.message).toContain(two[1]);
    expect(started(run)).toEqual([]);
  });
});
