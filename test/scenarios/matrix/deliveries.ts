import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import type { KillPoint, Repeat } from '../../support/engine/many-accounts.ts';
import { manyIds, specsOf } from '../../support/fleet.ts';
import { both, type MatrixRow, planOf, words } from '../../support/matrix/matrix-cell.ts';

/** Messages that come twice or in the wrong order, for one provider. */
export function repeatRows(provider: ProviderName): [string, MatrixRow][] {
  const repeats: Readonly<Record<string, readonly Repeat[]>> = {
    'first-batch-twice-at-once': ['act'],
    'confirm-twice-and-early': ['confirm'],
    'first-batch-again-at-the-end': ['lateAct'],
    'everything-again': ['act', 'confirm', 'lateAct'],
  };
  return Object.entries(repeats).map(([name, each]) => [
    name,
    // Two copies at once may both see it stopped: the second start is then refused by the
    // provider.
    { plan: planOf(provider, { repeats: each }), ends: both('confirmed'), starts: each.includes('act') ? 2 : 1, alerts: 0 },
  ]);
}

/** A function killed at each step of the batch in which one instance starts and one fails. */
export function killRows(provider: ProviderName): [string, MatrixRow][] {
  const { missing, notFound } = words[provider];
  const [good = ''] = manyIds[provider](1);
  return killPoints[provider].map((point) => [
    `killed-${point.when}-${point.step.toLowerCase()}`,
    {
      plan: { provider, ids: [good, missing], instances: specsOf[provider]([good]), kills: [point] },
      ends: ['confirmed', `rejected ${notFound}`],
      starts: startsWhenKilled(provider, point),
      alerts: 1,
    },
  ]);
}

/** Every step of a batch, before and after it took effect. Only Alibaba has a dry run. */
const steps = ['secret', 'look', 'start', 'work', 'letters', 'alert'] as const;
const killPoints: Readonly<Record<ProviderName, readonly KillPoint[]>> = {
  alibaba: aroundEach([...steps, 'dryRun']),
  tencent: aroundEach(steps),
  zenlayer: aroundEach(steps),
};

function aroundEach(each: readonly KillPoint['step'][]): KillPoint[] {
  return each.flatMap((step): KillPoint[] => [
    { step, when: 'before' },
    { step, when: 'after' },
  ]);
}

/**
 * A step before the start repeats nothing. Tencent asks once more, for each alone; Zenlayer never
 * carries an id that it does not list.
 */
function startsWhenKilled(provider: ProviderName, { step, when }: KillPoint): number {
  if (provider === 'zenlayer') return step === 'start' && when === 'before' ? 2 : 1;
  const repeated = ['start', 'work', 'letters', 'alert'].includes(step) ? 1 : 0;
  return (provider === 'tencent' ? 2 : 1) + repeated;
}
