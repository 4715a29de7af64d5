import { beforeAll, describe, expect, it } from 'vitest';
import { ali, ends, manyIds, tally, targetOf, tc, zen } from './fleet.ts';
import { runScenarios } from './run-scenarios.ts';
import type { ScenarioResult } from './scenario.ts';

const fourBatches = manyIds.tencent(400);
const one = { alibaba: 'i-bp67acfmxazb4p0001', tencent: 'ins-r8hr2upy', zenlayer: '1500000000000000001' };
const oneOfEach = {
  schedule: { targets: [targetOf.alibaba([one.alibaba]), targetOf.tencent([one.tencent]), targetOf.zenlayer([one.zenlayer])] },
  instances: [...ali([one.alibaba]), ...tc([one.tencent]), ...zen([one.zenlayer])],
};
const toTencent = { schedule: { targets: [targetOf.tencent(fourBatches)] }, instances: tc(fourBatches) };
const startsASecond = (perSecond: number) => [{ provider: 'tencent', action: 'StartInstances', perSecond }] as const;
const refusedForTime = (provider: 'alibaba' | 'tencent' | 'zenlayer', action: string, code: string) =>
  ({ provider, action, times: 2, fault: { kind: 'error', status: 400, code, message: 'too far from our time' } }) as const;

const scenarios = {
  'within-the-limit': { ...toTencent, limits: startsASecond(2), pace: { start: 2, describe: 1000 } },
  'over-the-limit': { ...toTencent, limits: startsASecond(1) },
  'skewed-clouds': { ...oneOfEach, clockSkewSeconds: 3_600 },
  'skewed-for-good': {
    ...oneOfEach,
    faults: [
      refusedForTime('alibaba', 'DescribeInstances', 'InvalidTimeStamp.Expired'),
      refusedForTime('tencent', 'DescribeInstances', 'AuthFailure.SignatureExpire'),
      refusedForTime('zenlayer', 'DescribeInstancesStatus', 'AUTHFAILURE_SIGNATURE_EXPIRED'),
    ],
  },
};

let results: Readonly<Record<keyof typeof scenarios, ScenarioResult>>;
beforeAll(async () => {
  results = await runScenarios(scenarios);
});

const startCodes = ({ received }: ScenarioResult) =>
  received.filter(({ action }) => action === 'StartInstances').map(({ code }) => code);

describe('the pace of the deployed function', () => {
  it('keeps both workers together within the account’s limit', () => {
    const run = results['within-the-limit'];
    expect(startCodes(run)).toEqual([null, null, null, null]);
    expect(tally(run)).toEqual({ confirmed: 400 });
  });

  it('is what keeps them: without it they are throttled, wait a minute in the queue and start then', () => {
    const run = results['over-the-limit'];
    expect(startCodes(run)).toContain('RequestLimitExceeded');
    expect(tally(run)).toEqual({ confirmed: 400 });
    expect(run.tookMs).toBeGreaterThan(60_000);
    expect(results['within-the-limit'].tookMs).toBeLessThan(60_000);
  });
});

describe('clouds whose clocks are an hour ahead', () => {
  it('start what they are asked to, each request signed twice and counted twice', () => {
    const run = results['skewed-clouds'];
    expect(tally(run)).toEqual({ confirmed: 3 });
    expect(run.report.calls.tencent).toEqual({ DescribeInstances: 6, StartInstances: 2 });
    expect(run.received.filter(({ provider, code }) => provider === 'tencent' && code === null)).toHaveLength(4);
  });

  it('end the account when they refuse a second time', () => {
    const run = results['skewed-for-good'];
    expect(ends(run)).toEqual([
      `${one.alibaba} rejected InvalidTimeStamp.Expired`,
      `${one.tencent} rejected AuthFailure.SignatureExpire`,
      `${one.zenlayer} rejected AUTHFAILURE_SIGNATURE_EXPIRED`,
    ]);
    expect(run.received).toHaveLength(6);
    expect(run.report.alerts.map(({ message }) => message.includes('The whole account was refused'))).toEqual([true, true, true]);
  });
});
