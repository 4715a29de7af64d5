import { ali, targetOf, tc, zen } from '../../support/fleet.ts';
import type { Scenario } from '../../support/scenario.ts';

/** A machine at each provider. */
export const one = { alibaba: 'i-bp1stop0000000001', tencent: 'ins-stop0001', zenlayer: '1500000000000000001' } as const;
/** Another one. */
export const other = { alibaba: 'i-bp1stop0000000002', tencent: 'ins-stop0002', zenlayer: '1500000000000000002' } as const;
const running = { alibaba: { status: 'Running' }, tencent: { status: 'RUNNING' }, zenlayer: { status: 'RUNNING' } } as const;

const everywhere = [
  targetOf.alibaba([one.alibaba, other.alibaba, 'i-TestID']),
  targetOf.tencent([one.tencent, other.tencent]),
  targetOf.zenlayer([one.zenlayer, other.zenlayer]),
];
const oneEach = [targetOf.alibaba([one.alibaba]), targetOf.tencent([one.tencent]), targetOf.zenlayer([one.zenlayer])];

/** The first machine of each provider runs and behaves so. */
function behaving(behaviour: object) {
  return [
    ...ali([one.alibaba], { ...running.alibaba, ...behaviour }),
    ...tc([one.tencent], { ...running.tencent, ...behaviour }),
    ...zen([one.zenlayer], { ...running.zenlayer, ...behaviour }),
  ];
}

const stop = { action: 'stop' } as const;
/** Stops, and what can go wrong with them. */
export const evenings = {
  'a-stop': {
    ...stop,
    schedule: { targets: everywhere },
    instances: [...behaving({}), ...ali([other.alibaba]), ...tc([other.tencent]), ...zen([other.zenlayer])],
  },
  'stuck-and-left': { ...stop, schedule: { targets: oneEach }, instances: behaving({ stuckStopping: true }) },
  'stuck-and-forced': {
    ...stop,
    schedule: { force: true, forceAfter: '5m', targets: oneEach },
    instances: behaving({ stuckStopping: true }),
  },
  'too-late': { ...stop, lateSeconds: 3_601, schedule: { targets: oneEach }, instances: behaving({}) },
  'died-after-stopping': {
    ...stop,
    killAt: { action: 'StopInstances', nth: 1 },
    schedule: { targets: [targetOf.tencent([one.tencent, other.tencent])] },
    instances: tc([one.tencent, other.tencent], running.tencent),
  },
} satisfies Record<string, Scenario>;

/**
 * Stops for which the deployed functions do nothing that those above do not show: they run in
 * process (test/jobs/stops.test.ts).
 */
export const stopsInProcess = {
  'locked-and-off': {
    ...stop,
    schedule: { targets: [targetOf.alibaba([one.alibaba]), targetOf.tencent([one.tencent])] },
    instances: [...ali([one.alibaba], { lock: 'financial' }), ...tc([one.tencent], { lock: 'EXPIRED' })],
  },
  cheaper: {
    ...stop,
    schedule: {
      stopMode: 'stop-charging',
      targets: [targetOf.alibaba([one.alibaba]), targetOf.tencent([one.tencent, other.tencent])],
    },
    instances: [
      ...ali([one.alibaba], running.alibaba),
      ...tc([one.tencent], running.tencent),
      ...tc([other.tencent], { ...running.tencent, noStopCharging: true }),
    ],
  },
  'cheaper-or-not': {
    ...stop,
    schedule: {
      stopMode: 'stop-charging-or-keep',
      targets: [targetOf.alibaba([one.alibaba, other.alibaba]), targetOf.tencent([one.tencent, other.tencent])],
    },
    instances: [
      ...ali([one.alibaba], { ...running.alibaba, localDisks: true }),
      ...ali([other.alibaba], { ...running.alibaba, noStopCharging: 'refuses' }),
      ...tc([one.tencent], running.tencent),
      ...tc([other.tencent], { ...running.tencent, paid: 'spot' }),
    ],
  },
  'ignored-once': { ...stop, schedule: { force: true, targets: oneEach }, instances: behaving({ ignoresStop: 1 }) },
  'ignored-always': { ...stop, schedule: { force: true, targets: oneEach }, instances: behaving({ ignoresStop: 99 }) },
  rehearsed: { ...stop, schedule: { dryRun: true, targets: oneEach }, instances: behaving({}) },
  'answers-lost': {
    ...stop,
    schedule: { targets: oneEach },
    instances: behaving({}),
    faults: (['alibaba', 'tencent', 'zenlayer'] as const).map((provider) => ({
      provider,
      action: 'StopInstances',
      dryRun: false,
      fault: { kind: 'reset', when: 'after' },
    })),
  },
  'refused-at-first': {
    ...stop,
    schedule: { targets: oneEach },
    instances: behaving({}),
    faults: (
      [
        ['alibaba', 403, 'IncorrectInstanceStatus'],
        ['tencent', 200, 'RequestLimitExceeded'],
        ['zenlayer', 500, 'INTERNAL_SERVER_ERROR'],
      ] as const
    ).map(([provider, status, code]) => ({
      provider,
      action: 'StopInstances',
      dryRun: false,
      fault: { kind: 'error', status, code, message: 'not now' },
    })),
  },
  'key-withdrawn': {
    ...stop,
    schedule: { targets: [targetOf.tencent([one.tencent]), { ...targetOf.tencent([other.tencent]), region: 'ap-beijing' }] },
    instances: tc([one.tencent, other.tencent], running.tencent),
    faults: [
      {
        provider: 'tencent',
        action: 'DescribeInstances',
        times: 99,
        fault: { kind: 'error', status: 200, code: 'AuthFailure.SecretIdNotFound', message: 'no such key' },
      },
    ],
  },
  'all-or-none': {
    ...stop,
    schedule: { batchMode: 'AllTogether', targets: [targetOf.alibaba([one.alibaba, 'i-TestID'])] },
    instances: ali([one.alibaba], running.alibaba),
  },
} satisfies Record<string, Scenario>;
