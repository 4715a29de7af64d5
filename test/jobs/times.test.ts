import { describe, expect, it } from 'vitest';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import { manyIds, specsOf, tally, targetOf } from '../support/fleet.ts';
import { playInProcess } from '../support/play-in-process.ts';
import type { ScenarioResult } from '../support/scenario.ts';

// How long anything takes is asked here alone: this clock stands still while the machine works,
// however busy that is.

const running = { alibaba: { status: 'Running' }, tencent: { status: 'RUNNING' }, zenlayer: { status: 'RUNNING' } } as const;
const throttled = {
  alibaba: { status: 400, code: 'Throttling.User' },
  tencent: { status: 200, code: 'RequestLimitExceeded' },
  zenlayer: { status: 429, code: 'REQUEST_LIMIT_EXCEEDED' },
} as const;

/** Seconds from one real call of an action to the next. */
function secondsBetween({ received }: ScenarioResult, action: string): number[] {
  const times = received.filter((call) => call.action === action && !call.dryRun).map(({ at }) => at);
  return times.slice(1).map((at, n) => (at - (times[n] ?? 0)) / 1000);
}

describe.each(providerNames)('%s', (provider) => {
  const ids = manyIds[provider](1);

  it.each([
    { forceAfter: '5m', seconds: 300 },
    { forceAfter: '10m', seconds: 600 },
  ])('forces a stop that is stuck $forceAfter after the soft one', async ({ forceAfter, seconds }) => {
    const run = await playInProcess({
      action: 'stop',
      schedule: { force: true, forceAfter, targets: [targetOf[provider](ids)] },
      instances: specsOf[provider](ids, { ...running[provider], stuckStopping: true }),
    });
    expect(tally(run)).toEqual({ confirmed: 1 });
    expect(secondsBetween(run, 'StopInstances')).toEqual([seconds]);
    expect(run.instances[ids[0] ?? '']?.lastStop?.forced).toBe(true);
  });

  it('waits a minute, and not two, where a start was throttled', async () => {
    const fault = { kind: 'error', message: 'slow down', ...throttled[provider] } as const;
    const run = await playInProcess({
      schedule: { targets: [targetOf[provider](ids)] },
      instances: specsOf[provider](ids),
      faults: [{ provider, action: 'StartInstances', dryRun: false, fault }],
    });
    expect(tally(run)).toEqual({ confirmed: 1 });
    const [seconds] = secondsBetween(run, 'StartInstances');
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(seconds).toBeLessThan(120);
  });
});

describe('four batches at Tencent, which lets through one start a second', () => {
  const ids = manyIds.tencent(400);
  const job = {
    schedule: { targets: [targetOf.tencent(ids)] },
    instances: specsOf.tencent(ids),
    limits: [{ provider: 'tencent', action: 'StartInstances', perSecond: 1 }],
  } as const;
  const startCodes = ({ received }: ScenarioResult) =>
    received.filter(({ action }) => action === 'StartInstances').map(({ code }) => code);

  it('start within seconds at an account’s limit that keeps them apart', async () => {
    const run = await playInProcess({ ...job, pace: { start: 1, describe: 1000 } });
    expect(startCodes(run)).toEqual([null, null, null, null]);
    expect(tally(run)).toEqual({ confirmed: 400 });
    expect(run.tookMs).toBeLessThan(60_000);
  });

  it('are throttled without it, wait a minute in the queue and start then', async () => {
    const run = await playInProcess(job);
    expect(startCodes(run)).toContain('RequestLimitExceeded');
    expect(tally(run)).toEqual({ confirmed: 400 });
    expect(run.tookMs).toBeGreaterThan(60_000);
  });
});
