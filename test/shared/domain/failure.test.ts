import { describe, expect, it } from 'vitest';
import { type Failure, policyOf, waitFor } from '../../../shared/domain/failure.ts';
import { failures } from '../../../shared/domain/failure-table.ts';

const columns = [
  'next',
  'concerns',
  'waitAtLeastMs',
  'untilDeadline',
  'freshCredentials',
  'resign',
  'mayHaveActed',
  'mayBeOne',
  'orKeep',
  'notice',
] as const;

/**
 * What Reveille does about each kind, written out once more: a change of a policy must be made
 * here too.
 */
const policies = {
  throttled: ['again', 'batch', 60_000, false, false, false, false, false, false, 'perBatch'],
  transient: ['again', 'batch', 0, false, false, false, false, false, false, 'perBatch'],
  outcomeUnknown: ['again', 'batch', 0, false, false, false, true, false, false, 'perBatch'],
  wrongState: ['again', 'instance', 0, false, false, false, false, false, false, 'perBatch'],
  unexplained: ['again', 'instance', 0, false, false, false, false, false, false, 'perBatch'],
  capacity: ['again', 'instance', 60_000, true, false, false, false, false, false, 'perBatch'],
  credentials: ['refuse', 'account', 0, false, true, false, false, false, false, 'perAccount'],
  clockSkew: ['refuse', 'account', 0, false, false, true, false, false, false, 'perAccount'],
  account: ['refuse', 'account', 0, false, false, false, false, false, false, 'perAccount'],
  permission: ['refuse', 'account', 0, false, false, false, false, true, false, 'perAccount'],
  charged: ['refuse', 'instance', 0, false, false, false, false, false, true, 'perBatch'],
  unclear: ['refuse', 'instance', 0, false, false, false, false, false, false, 'perBatch'],
  instance: ['refuse', 'instance', 0, false, false, false, false, false, false, 'perBatch'],
  request: ['refuse', 'batch', 0, false, false, false, false, false, false, 'perBatch'],
} as const;

const words = {
  throttled: [/waits at least a minute .* up to five rounds$/, /lower the limits in reveille\.yaml$/],
  transient: [/growing waits, up to five rounds$/, /status page .* then redrive$/],
  outcomeUnknown: [/^looks at the instances first, then acts only/, /at the instance, then redrive$/],
  wrongState: [/^looks at the instance: .* up to five rounds$/, /in its console; redrive/],
  unexplained: [/^looks at the instance and tries again, up to five rounds$/, /request id$/],
  capacity: [/slowly until the deadline$/, /^redrive later/],
  credentials: [/^reads the secret once more .* gives up the account in this job$/, /valid key into the secret/],
  clockSkew: [/^signs once more .* gives up the account in this job$/, /^report this/],
  account: [/^gives up the account in this job$/, /at the provider, then redrive$/],
  permission: [/^asks for the two halves .* only the instances refused$/, /^give the key the right .* then redrive$/],
  charged: [/^gives up the instance; .* stops it with charge instead$/, /stop-charging-or-keep .* the next job uses it$/],
  unclear: [/^asks for ever smaller parts .* that are refused$/, /report this with the code and the request id$/],
  instance: [/^gives up the instance; its neighbours in the call go on$/, /take it out of the schedule$/],
  request: [/^gives up the batch$/, /report this with the code and the request id$/],
} as const satisfies Record<keyof typeof policies, readonly [does: RegExp, advice: RegExp]>;

describe('the failure table', () => {
  it('has these kinds and no other', () => {
    expect(Object.keys(failures).toSorted()).toEqual(Object.keys(policies).toSorted());
  });

  it.each(Object.keys(policies) as (keyof typeof policies)[])('%s has exactly this policy', (kind) => {
    const { does, advice, ...policy } = failures[kind];
    expect(policy).toEqual(Object.fromEntries(columns.map((column, n) => [column, policies[kind][n]])));
    expect(does).toMatch(words[kind][0]);
    expect(advice).toMatch(words[kind][1]);
  });
});

describe('the wait that a failure asks for', () => {
  const failing = (kind: Failure['kind'], retryAfterMs?: number): Failure => ({
    ...{ kind, code: 'c', message: 'm', requestId: null },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

  it.each([
    { kind: 'throttled', asked: undefined, wait: 60_000, because: 'its kind says so' },
    { kind: 'throttled', asked: 5_000, wait: 60_000, because: 'its kind waits longer than the provider asks for' },
    { kind: 'throttled', asked: 90_000, wait: 90_000, because: 'the provider asks for more' },
    { kind: 'transient', asked: undefined, wait: 0, because: 'the usual backoff is enough' },
    { kind: 'transient', asked: 7_000, wait: 7_000, because: 'the provider asks for it' },
  ] as const)('$kind, asked for $asked ms: $wait, $because', ({ kind, asked, wait }) => {
    expect(waitFor(failing(kind, asked))).toBe(wait);
    expect(policyOf(failing(kind))).toBe(failures[kind]);
  });
});
