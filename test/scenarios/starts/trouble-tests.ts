import { describe, expect, it } from 'vitest';
import { ends, lettered, started, tally } from '../../support/fleet.ts';
import type { ScenarioResult } from '../../support/scenario.ts';
import { type troubles, two } from './trouble-scenarios.ts';

/** No instance was started by more than one call. */
function startedOnce(run: ScenarioResult): void {
  expect(started(run).toSorted()).toEqual([...new Set(started(run))].toSorted());
}

/** The tests of starts in which something goes wrong, on what those came to. */
export function troubleTests(results: () => Readonly<Record<keyof typeof troubles, ScenarioResult>>): void {
  describe('a power function killed after its start call and before its follow-ups', () => {
    it('loses nothing and starts nothing twice', () => {
      const run = results()['killed-after-start'];
      expect(run.killed).toBeGreaterThan(0);
      expect(run.settled).toBe(true);
      expect(Object.keys(tally(run)).every((verdict) => verdict === 'confirmed' || verdict === 'already')).toBe(true);
      expect(ends(run)).toHaveLength(4);
      expect(started(run).toSorted()).toEqual([...two, 'ins-r8hr2upy', '1500000000000000001'].toSorted());
      expect(run.report.deadLetters).toEqual([]);
    });

    it('does not wipe a second time', () => {
      const run = results()['killed-while-wiping'];
      expect(run.killed).toBe(1);
      startedOnce(run);
      expect(run.instances[two[0] ?? '']?.localDiskWiped).toBe(true);
      expect(ends(run)).toHaveLength(2);
      expect(run.report.deadLetters).toEqual([]);
    });
  });

  describe('a poison message', () => {
    it('ends in the jobs dead letters, raises the alarm and harms no neighbour', () => {
      const run = results().poison;
      expect(tally(run)).toEqual({ confirmed: 4 });
      expect(run.report.deadLetters.map(({ queue }) => queue)).toEqual(['jobs', 'jobs']);
      expect(run.report.deadLetters.map(({ body }) => body)).toContain('this is not JSON');
      expect(run.report.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name)).toEqual([
        'reveille-jobs-dead-letters',
      ]);
    });
  });

  describe('a job that is late', () => {
    it('past expiresAfter looks once at each machine and ends `expired`, in a letter and a notice per account', () => {
      const run = results().late;
      expect(tally(run)).toEqual({ expired: 4 });
      expect(run.received.map(({ action }) => action.slice(0, 17))).toEqual(Array(3).fill('DescribeInstances'));
      expect(run.report.deadLetters).toHaveLength(3);
      expect(run.report.alerts).toHaveLength(3);
    });

    it('within it runs as usual', () => {
      expect(tally(results()['just-in-time'])).toEqual({ confirmed: 4 });
    });
  });

  describe('an endpoint that', () => {
    it('refuses connections is tried until the deadline, then every instance is `expired` with the reason', () => {
      const run = results()['connection-refused'];
      expect(ends(run).map((end) => end.split(' ').slice(1).join(' '))).toEqual(Array(4).fill('expired Reveille.Unreachable'));
      expect(run.report.jobs[0]?.verdicts[0]?.message).toContain('ECONNREFUSED 127.0.0.1:9');
      expect(run.settled).toBe(true);
      expect(lettered(run).toSorted()).toEqual([
        `alibaba: ${two.join(' ')}`,
        'tencent: ins-r8hr2upy',
        'zenlayer: 1500000000000000001',
      ]);
    });

    it('loses the answer to a start is looked at, not asked again', () => {
      const run = results()['answer-lost-after-start'];
      expect(tally(run)).toEqual({ confirmed: 4 });
      const starts = run.received.filter(({ action, dryRun }) => action === 'StartInstances' && !dryRun);
      expect(starts).toHaveLength(3);
    });
  });

  describe('credentials', () => {
    it('that are wrong end each account with one alert, whatever the number of its batches', () => {
      const run = results()['wrong-key'];
      expect(tally(run)).toEqual({ rejected: 152 });
      expect(new Set(run.report.jobs[0]?.verdicts.map(({ code }) => code))).toEqual(
        new Set(['SignatureDoesNotMatch', 'AuthFailure.SignatureFailure', 'AUTHFAILURE_SIGNATURE_FAILURE']),
      );
      expect(run.report.alerts.map(({ subject }) => subject.split(' ').at(-1)).toSorted()).toEqual([
        'wrong-key-alibaba',
        'wrong-key-tencent',
        'wrong-key-zenlayer',
      ]);
      expect(run.report.deadLetters).toHaveLength(4);
    });

    it('are read once more before they are given up', () => {
      expect(results()['wrong-key'].received.filter(({ provider }) => provider === 'zenlayer')).toHaveLength(2);
    });
  });
}
