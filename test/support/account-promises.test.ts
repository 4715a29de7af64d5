import { expect, it } from 'vitest';
import { brokenPromises, mostStarts, secretsIn } from './account-promises.ts';
import type { AccountEnd } from './engine/many-accounts.ts';
import { scenarioKeys } from './scenario.ts';

const plan = { provider: 'alibaba', ids: ['i-1', 'i-2'], instances: [] } as const;
const place = { account: 'it', region: 'cn-hangzhou', requestId: null, attempts: 1 };
const call = { provider: 'alibaba', dryRun: false, at: 0, code: null } as const;
const running = {
  ...{ region: 'cn-hangzhou', localDiskWiped: false, lastStop: null, status: 'Running' },
  reboots: { soft: 0, forced: 0 },
};

const kept: AccountEnd = {
  verdicts: [
    { ...place, instanceId: 'i-1', verdict: 'confirmed', code: null, message: null },
    { ...place, instanceId: 'i-2', verdict: 'rejected', code: 'Gone', message: 'it is gone' },
  ],
  letters: [{ ids: ['i-2'], codes: ['Gone'] }],
  alerts: ['Gone: 1 rejected\n  i-2  [request 7]'],
  received: [
    { ...call, action: 'DescribeInstances', ids: ['i-1', 'i-2'] },
    { ...call, action: 'StartInstances', dryRun: true, ids: ['i-1', 'i-2'] },
    { ...call, action: 'StartInstances', ids: ['i-1', 'i-2'] },
    { ...call, action: 'StartInstances', ids: ['i-2'] },
  ],
  instances: { 'i-1': running },
  kills: 0,
};
const [first, second] = kept.verdicts;
const more = (some: Partial<AccountEnd['received'][number]>) => [
  ...kept.received,
  { ...call, action: 'StartInstances', ids: [], ...some },
];

it('has nothing to say of promises that were kept', () => {
  expect(brokenPromises(plan, kept)).toEqual([]);
  expect(mostStarts(plan, kept)).toBe(2);
});

it.each([
  { change: { verdicts: kept.verdicts.slice(0, 1) }, told: 'i-2 has no verdict of its own' },
  { change: { verdicts: [...kept.verdicts, ...kept.verdicts.slice(1)] }, told: 'i-2 has no verdict of its own' },
  { change: { verdicts: [first, { ...second, code: 'Reveille.Unfinished' }] }, told: 'i-2 has no verdict of its own' },
  { change: { instances: { 'i-1': { ...running, status: 'Starting' } } }, told: 'i-1 is confirmed and Starting' },
  { change: { instances: {} }, told: 'i-1 is confirmed and nowhere' },
  { change: { received: kept.received.slice(1) }, told: 'i-1 is confirmed and nobody looked' },
  { change: { letters: [] }, told: 'i-2 failed (Gone) and is in no dead letter' },
  { change: { letters: [{ ids: ['i-2'], codes: ['Other'] }] }, told: 'i-2 failed (Gone) and is in no dead letter' },
  { change: { alerts: ['Gone: 1 rejected\n  i-22'] }, told: 'i-2 failed (Gone) and is in no alert' },
  { change: { received: more({ ids: ['i-3'] }) }, told: 'i-3 is not in the job and was called for' },
  { change: { received: more({ provider: 'tencent' }) }, told: 'tencent was called, which is not its provider' },
])('says: $told', ({ change, told }) => {
  expect(brokenPromises(plan, { ...kept, ...(change as Partial<AccountEnd>) })).toEqual([told]);
});

it.each([
  scenarioKeys.alibaba.accessKeySecret,
  scenarioKeys.alibaba.securityToken,
  scenarioKeys.tencent.secretKey,
  scenarioKeys.tencent.token,
  scenarioKeys.zenlayer.accessKeyPassword,
  'Signature=abc',
])('finds %s wherever it can be read', (proof) => {
  const line = `a line with ${proof} in it`;
  expect(secretsIn({ readable: ['a line', line] })).toEqual([line]);
});
