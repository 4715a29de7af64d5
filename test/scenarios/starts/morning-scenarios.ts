import { ali, manyIds, targetOf, tc, zen } from '../../support/fleet.ts';
import type { Scenario } from '../../support/scenario.ts';

/** Two Alibaba machines with nothing wrong. */
export const good = ['i-bp67acfmxazb4p0001', 'i-bp67acfmxazb4p0002'];
const withBadOne = targetOf.alibaba([...good, 'i-TestID']);

/** Starts as they are every morning, and the limits of what they promise. */
export const mornings = {
  'seed-example': { schedule: { targets: [withBadOne] }, instances: ali(good), alone: true },
  'a-thousand': {
    schedule: {
      targets: [
        targetOf.alibaba(manyIds.alibaba(400)),
        targetOf.tencent(manyIds.tencent(350)),
        targetOf.zenlayer(manyIds.zenlayer(250)),
      ],
    },
    instances: [...ali(manyIds.alibaba(399)), ...tc(manyIds.tencent(349)), ...zen(manyIds.zenlayer(249))],
  },
  'dry-run': {
    schedule: {
      dryRun: true,
      targets: [withBadOne, targetOf.tencent(['ins-r8hr2upy', 'ins-missing1']), targetOf.zenlayer(['1500000000000000001'])],
    },
    instances: [...ali(good), ...tc(['ins-r8hr2upy']), ...zen(['1500000000000000001'], { status: 'RUNNING' })],
  },
  'local-disk': {
    schedule: {
      targets: [
        { ...targetOf.alibaba(['i-bp1localdisk0001', 'i-bp1localdisk0002']), initLocalDisk: true },
        targetOf.alibaba(good),
      ],
    },
    instances: [...ali(['i-bp1localdisk0001']), ...ali(['i-bp1localdisk0002'], { fallsBack: 1 }), ...ali(good)],
  },
} as const satisfies Record<string, Scenario>;

/**
 * Mornings for which the deployed functions do nothing that those above do not show: they run in
 * process (test/jobs/mornings.test.ts).
 */
export const morningsInProcess = {
  'all-together': { schedule: { batchMode: 'AllTogether', targets: [withBadOne] }, instances: ali(good) },
  'already-running': {
    schedule: {
      targets: [targetOf.alibaba(good), targetOf.tencent(['ins-r8hr2upy']), targetOf.zenlayer(['1500000000000000001'])],
    },
    instances: [
      ...ali(good, { status: 'Running' }),
      ...tc(['ins-r8hr2upy'], { status: 'RUNNING' }),
      ...zen(['1500000000000000001'], { status: 'RUNNING' }),
    ],
  },
  'falls-back-once': { schedule: { targets: [targetOf.alibaba(good)] }, instances: ali(good, { fallsBack: 1 }) },
  'falls-back-always': {
    schedule: {
      targets: [
        targetOf.alibaba(good.slice(0, 1)),
        targetOf.tencent(['ins-r8hr2upy']),
        targetOf.zenlayer(['1500000000000000001']),
      ],
    },
    instances: [
      ...ali(good.slice(0, 1), { fallsBack: 99 }),
      ...tc(['ins-r8hr2upy'], { fallsBack: 99 }),
      ...zen(['1500000000000000001'], { fallsBack: 99 }),
    ],
  },
  'alibaba-250': { schedule: { targets: [targetOf.alibaba(manyIds.alibaba(250))] }, instances: ali(manyIds.alibaba(250)) },
  'zenlayer-120': { schedule: { targets: [targetOf.zenlayer(manyIds.zenlayer(120))] }, instances: zen(manyIds.zenlayer(120)) },
} as const satisfies Record<string, Scenario>;
