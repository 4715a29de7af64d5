import { describe, expect, it } from 'vitest';
import { ends, lettered, started, tally } from '../fleet.ts';
import type { ScenarioResult } from '../scenario.ts';
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
    it('past expiresAfter runs nothing and ends `expired`, in a letter and an alert per account', () => {
      const run = results().late;
      expect(tally(run)).toEqual({ expired: 4 });
      expect(run.received).toEqual([]);
      expect(run.report.calls).toEqual({});
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

    it('speaks HTML likewise, and nothing was started on its word', () => {
      const run = results()['speaks-html'];
      expect(ends(run).map((end) => end.split(' ').slice(1).join(' '))).toEqual(Array(4).fill('expired Reveille.Unreadable'));
      expect(run.report.jobs[0]?.verdicts[0]?.message).toContain('HTTP 200');
      expect(started(run)).toEqual([]);
    });

    it('loses the answer to a start is looked at, not asked again', () => {
      const run = results()['answer-lost-after-start'];
      expect(tally(run)).toEqual({ confirmed: 4 });
      const starts = run.received.filter(({ action, dryRun }) => action === 'StartInstances' && !dryRun);
      expect(starts).toHaveLength(3);
    });

    it('loses the answer just before the deadline is looked at all the same', () => {
      const run = results()['answer-lost-at-the-deadline'];
      expect(tally(run)).toEqual({ confirmed: 2 });
      startedOnce(run);
    });

    it('throttles is asked again', () => {
      const run = results().throttled;
      expect(tally(run)).toEqual({ confirmed: 4 });
      // How long it waits: test/jobs/times.test.ts.
      expect(run.received.filter(({ provider, action }) => provider === 'zenlayer' && action === 'StartInstances')).toHaveLength(
        2,
      );
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

    it('that lack a field end that account alone, and the alert names the secret and the field', () => {
      const run = results()['secret-lacks-field'];
      expect(tally(run)).toEqual({ rejected: 2, confirmed: 2 });
      expect(run.report.alerts[0]?.message).toContain(
        'secret secret-lacks-field-alibaba lacks usable fields for alibaba: accessKeySecret',
      );
    });
  });

  describe('capacity', () => {
    it('is waited for beyond five rounds, until the deadline', () => {
      const run = results()['sold-out'];
      expect(ends(run)).toEqual([`${two[0]} confirmed`, `${two[1]} rejected OperationDenied.NoStock`]);
      expect(run.report.jobs[0]?.verdicts[0]?.attempts).toBe(8);
    });
  });

  describe('one bad machine among a hundred at Tencent, whose calls are all or nothing', () => {
    it('that the provider does not list is told apart at once', () => {
      const run = results()['one-bad-absent-machine'];
      expect(tally(run)).toEqual({ confirmed: 99, rejected: 1 });
      expect(run.report.calls.tencent?.StartInstances).toBe(3);
      startedOnce(run);
    });

    it('that it does list is found with at most 2·log2(100) + 4 starts', () => {
      const run = results()['one-bad-listed-machine'];
      expect(tally(run)).toEqual({ confirmed: 99, rejected: 1 });
      expect(run.report.jobs[0]?.verdicts.at(-1)?.code).toBe('UnsupportedOperation.InstanceStateCorrupted');
      expect(run.report.calls.tencent?.StartInstances).toBeLessThanOrEqual(2 * Math.log2(100) + 4);
      startedOnce(run);
    });
  });

  describe('Zenlayer’s list of failed ids', () => {
    it('brings an id back until its rounds are used up, and never touches the others again', () => {
      const run = results()['failed-without-reason'];
      expect(ends(run)).toEqual([
        '1500000000000000001 confirmed',
        '1500000000000000002 confirmed',
        '1500000000000000003 rejected Reveille.FailedWithoutReason',
      ]);
      expect(run.report.jobs[0]?.verdicts.map(({ attempts }) => attempts)).toEqual([1, 2, 5]);
    });
  });

  describe('AllTogether with a locked machine', () => {
    it('starts none and says which one is to blame', () => {
      const run = results()['busy-together'];
      expect(ends(run)).toEqual([`${two[0]} rejected Reveille.Locked`, `${two[1]} rejected Reveille.Locked`]);
      expect(run.report.jobs[0]?.verdicts[0]?.message).toContain(two[1]);
      expect(started(run)).toEqual([]);
    });
  });
}
