import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/contract/compiled-configuration.ts';
import { providerFacts } from '../../../shared/contract/provider-facts.ts';
import { paceOf } from '../../../shared/providers/account-pace.ts';

const accounts: Readonly<Record<string, Account>> = {
  plain: { provider: 'tencent', secret: 's' },
  other: { provider: 'tencent', secret: 's' },
  zen: { provider: 'zenlayer', secret: 's' },
  slow: { provider: 'tencent', secret: 's', limits: { start: 1 } },
  never: { provider: 'tencent', secret: 's', limits: { start: 0.1 } },
};

/** A pace on a clock that sleeping moves, and how long each call slept. */
function aPace(sleep?: (ms: number, signal: AbortSignal) => Promise<void>) {
  const clock = { ms: 1_000_000 };
  const slept: number[] = [];
  const pace = paceOf(accounts, {
    now: () => clock.ms,
    sleep:
      sleep ??
      (async (ms) => {
        slept.push(ms);
        clock.ms += ms;
      }),
  });
  const { signal } = new AbortController();
  return { clock, slept, pace, call: (account: string, action: string) => pace(account, action, signal) };
}

describe('the pace of one worker', () => {
  it.each([
    { account: 'plain', action: 'StartInstances', waits: 211 },
    { account: 'plain', action: 'DescribeInstances', waits: 53 },
    { account: 'zen', action: 'StartInstances', waits: 422 },
    { account: 'zen', action: 'DescribeInstancesStatus', waits: 211 },
    { account: 'slow', action: 'StartInstances', waits: 2106 },
    { account: 'slow', action: 'DescribeInstances', waits: 53 },
  ])('lets one $action of $account go at once and holds the next back for $waits ms', async ({ account, action, waits }) => {
    const { slept, call } = aPace();
    await call(account, action);
    await call(account, action);
    expect(slept).toEqual([waits]);
  });

  it.each([
    { what: 'another action', account: 'plain', action: 'DescribeInstances' },
    { what: 'another account', account: 'other', action: 'StartInstances' },
  ])('is not shared with $what', async ({ account, action }) => {
    const { slept, call } = aPace();
    await call('plain', 'StartInstances');
    await call(account, action);
    expect(slept).toEqual([]);
  });

  it('is one for an action and its dry run', async () => {
    const { slept, call } = aPace();
    await call('plain', 'StartInstances:DryRun');
    await call('plain', 'StartInstances');
    expect(slept).toEqual([211]);
  });

  it('forgets what lies long enough back', async () => {
    const { clock, slept, call } = aPace();
    await call('plain', 'StartInstances');
    clock.ms += 211;
    await call('plain', 'StartInstances');
    expect(slept).toEqual([]);
  });

  it('leaves a call whose wait is longer than five seconds to the queue, and takes no token for it', async () => {
    const { clock, slept, call } = aPace();
    await call('never', 'StartInstances');
    for (const waits of [21_053, 20_053]) {
      await expect(call('never', 'StartInstances')).rejects.toMatchObject({
        failure: { kind: 'throttled', code: 'Reveille.Paced', requestId: null, retryAfterMs: waits, unsent: true },
      });
      clock.ms += 1_000;
    }
    expect(slept).toEqual([]);
  });

  it('does not send a call whose invocation ends during the wait', async () => {
    const time = new AbortController();
    const { pace } = aPace(async (_ms, signal) => {
      time.abort();
      signal.throwIfAborted();
    });
    await pace('plain', 'StartInstances', time.signal);
    await expect(pace('plain', 'StartInstances', time.signal)).rejects.toMatchObject({
      failure: { kind: 'throttled', code: 'Reveille.Paced', unsent: true },
    });
  });

  it.each([
    { what: 'a fault of the sleep itself', account: 'plain', says: 'no timer' },
    { what: 'an account without a pace', account: 'constructor', says: 'no pace is known for account "constructor"' },
  ])('hides no $what', async ({ account, says }) => {
    const { call } = aPace(async () => {
      throw new Error('no timer');
    });
    const twice = call(account, 'StartInstances').then(() => call(account, 'StartInstances'));
    await expect(twice).rejects.toThrow(says);
  });

  it.each([
    { provider: 'alibaba', limits: { start: 10, describe: 20 } },
    { provider: 'tencent', limits: { start: 10, describe: 40 } },
    { provider: 'zenlayer', limits: { start: 5, describe: 10 } },
  ] as const)('keeps $provider to $limits a second where an account names no limits', ({ provider, limits }) => {
    expect(providerFacts[provider].limits).toEqual(limits);
  });
});
