import { describe, expect, it } from 'vitest';
import { ends, tally } from '../../support/fleet.ts';
import type { ScenarioResult } from '../../support/scenario.ts';
import { one, type paces } from './pace-scenarios.ts';

const startCodes = ({ received }: ScenarioResult) =>
  received.filter(({ action }) => action === 'StartInstances').map(({ code }) => code);

/** The tests of jobs whose requests come too fast or at the wrong time, on what those came to. */
export function paceTests(results: () => Readonly<Record<keyof typeof paces, ScenarioResult>>): void {
  it('the pace of the deployed function keeps both workers together within the account’s limit', () => {
    // That this is what keeps them, and how long anything takes: test/jobs/times.test.ts, where
    // nothing but the pace takes time.
    const run = results()['within-the-limit'];
    expect(startCodes(run)).toEqual([null, null, null, null]);
    expect(tally(run)).toEqual({ confirmed: 400 });
    expect(new Set(run.report.jobs[0]?.verdicts.map(({ attempts }) => attempts))).toEqual(new Set([1]));
  });

  describe('clouds whose clocks are an hour ahead', () => {
    it('start what they are asked to, each request signed twice and counted twice', () => {
      const run = results()['skewed-clouds'];
      expect(tally(run)).toEqual({ confirmed: 3 });
      expect(run.report.calls.tencent).toEqual({ DescribeInstances: 6, StartInstances: 2 });
      expect(run.received.filter(({ provider, code }) => provider === 'tencent' && code === null)).toHaveLength(4);
    });

    it('end the account when they refuse a second time', () => {
      const run = results()['skewed-for-good'];
      expect(ends(run)).toEqual([
        `${one.alibaba} rejected InvalidTimeStamp.Expired`,
        `${one.tencent} rejected AuthFailure.SignatureExpire`,
        `${one.zenlayer} rejected AUTHFAILURE_SIGNATURE_EXPIRED`,
      ]);
      expect(run.received).toHaveLength(6);
      expect(run.report.alerts.map(({ message }) => message.startsWith('The account was refused'))).toEqual([true, true, true]);
    });
  });
}
