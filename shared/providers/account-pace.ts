import type { Account } from '../contract/compiled-configuration.ts';
import { powerConcurrency } from '../contract/limits.ts';
import { providerFacts } from '../contract/provider-facts.ts';
import { type Bucket, takeToken, workerRate } from './pace.ts';
import { ProviderFailure } from './provider.ts';

/**
 * A longer wait belongs in the queue, where it costs nothing, and not in a function, which is paid
 * by the millisecond.
 */
const longestWaitMs = 5_000;

/**
 * Resolves when one more request of this action may be sent for this account. Throws a
 * ProviderFailure, `throttled` and `unsent`, when the wait would be too long or `signal` ends
 * first.
 */
export type Pace = (account: string, action: string, signal: AbortSignal) => Promise<void>;

/**
 * The clock of a pace. `now` in epoch milliseconds; `sleep` may reject once its signal has ended.
 */
export interface Clockwork {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The pace of one worker: a token bucket per account and action, kept for as long as the returned
 * function is. A dry run is a request of the action it tries, so both draw on the same bucket.
 */
export function paceOf(accounts: Readonly<Record<string, Account>>, { now, sleep }: Clockwork): Pace {
  const buckets = new Map<string, Bucket>();
  return async (account, counted, signal) => {
    const [action = counted] = counted.split(':');
    const key = `${account}/${action}`;
    const rate = workerRate(limitOf(accounts, account, action), powerConcurrency);
    const { waitMs, bucket } = takeToken(buckets.get(key) ?? null, rate, now());
    if (waitMs > longestWaitMs) throw paced(action, waitMs);
    buckets.set(key, bucket);
    if (waitMs === 0) return;
    await sleep(waitMs, signal).catch((error: unknown) => {
      throw signal.aborted ? paced(action, waitMs) : error;
    });
  };
}

function limitOf(accounts: Readonly<Record<string, Account>>, name: string, action: string): number {
  const account = Object.hasOwn(accounts, name) ? accounts[name] : undefined;
  if (account === undefined) throw new Error(`no pace is known for account "${name}"`);
  const which = action.startsWith('Describe') ? 'describe' : 'start';
  return account.limits?.[which] ?? providerFacts[account.provider].limits[which];
}

function paced(action: string, waitMs: number): ProviderFailure {
  const message = `${action} was not sent: the account's limit allows the next one in ${Math.ceil(waitMs / 1000)} s`;
  return new ProviderFailure({
    kind: 'throttled',
    code: 'Reveille.Paced',
    message,
    requestId: null,
    retryAfterMs: waitMs,
    unsent: true,
  });
}
