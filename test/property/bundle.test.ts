import { beforeAll, expect, it } from 'vitest';
import { brokenPromises, mostStarts, secretsIn } from '../support/account-promises.ts';
import type { ManyAccountsEnd } from '../support/engine/many-accounts.ts';
import { runManyAccounts } from '../support/engine/run-many-accounts.ts';
import { untilHostEnds } from '../support/run-host.ts';
import { drawAccount } from './draw-account.ts';

const seeds = Array.from({ length: 50 }, (_, seed) => seed);
const expiresAfterMinutes = 20;

/**
 * One job through the real stack with an account for each seed. `replay([n])` is what a failure of
 * seed n is looked into with.
 */
function replay(some: readonly number[]): Promise<ManyAccountsEnd> {
  const accounts = Object.fromEntries(some.map((seed) => [`seed-${seed}`, drawAccount(seed)]));
  return runManyAccounts({ schedule: { expiresAfter: `${expiresAfterMinutes}m` }, accounts });
}

let end: ManyAccountsEnd;
beforeAll(async () => {
  end = await replay(seeds);
}, untilHostEnds);

function accountOf(seed: number) {
  const account = end.accounts[`seed-${seed}`];
  if (account === undefined) throw new Error(`nothing is known of replay([${seed}])`);
  return account;
}

it.each(seeds)('replay([%i]) keeps every promise', (seed) => {
  const plan = drawAccount(seed);
  const account = accountOf(seed);
  expect(brokenPromises(plan, account)).toEqual([]);
  // Five rounds, one after it fell back, the halvings, and one a minute for capacity, each asked
  // twice at most; a delivery that SQS repeats may do all that again.
  const halvings = Math.ceil(Math.log2(plan.ids.length)) + 2;
  const repeats = (plan.kills?.length ?? 0) + (plan.repeats?.length ?? 0);
  expect(mostStarts(plan, account)).toBeLessThanOrEqual(2 * (5 + 1 + halvings + expiresAfterMinutes + 1) * (1 + repeats));
  // An invocation that begins in time may take until its own deadline.
  const last = end.dueAt + expiresAfterMinutes * 60_000 + 25_000;
  const late = account.received.filter(({ action, dryRun, at }) => action.startsWith('StartInstance') && !dryRun && at > last);
  expect(late).toEqual([]);
});

it('settles, and shows nobody a secret', () => {
  expect(end.settled).toBe(true);
  expect(secretsIn(end)).toEqual([]);
});

it('met every end, a killed function and every provider', () => {
  const accounts = Object.values(end.accounts);
  const verdicts = new Set(accounts.flatMap((account) => account.verdicts.map(({ verdict }) => verdict)));
  expect([...verdicts].toSorted()).toEqual(['already', 'confirmed', 'expired', 'rejected']);
  expect(accounts.some(({ kills }) => kills > 0)).toBe(true);
  expect(new Set(accounts.flatMap(({ received }) => received.map(({ provider }) => provider))).size).toBe(3);
});
