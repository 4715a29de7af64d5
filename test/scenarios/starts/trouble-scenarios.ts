import { ali, manyIds, targetOf, tc, zen } from '../../support/fleet.ts';
import { type Scenario, scenarioKeys } from '../../support/scenario.ts';

/** The two Alibaba machines of most of these jobs. */
export const two = ['i-bp67acfmxazb4p0001', 'i-bp67acfmxazb4p0002'];
const everywhere = {
  targets: [targetOf.alibaba(two), targetOf.tencent(['ins-r8hr2upy']), targetOf.zenlayer(['1500000000000000001'])],
};
const everyone = [...ali(two), ...tc(['ins-r8hr2upy']), ...zen(['1500000000000000001'])];
const providers = ['alibaba', 'tencent', 'zenlayer'] as const;
const describeOf = { alibaba: 'DescribeInstances', tencent: 'DescribeInstances', zenlayer: 'DescribeInstancesStatus' } as const;
/**
 * A port that nothing listens on: reserved for tests of exactly this (RFC 863's discard, closed on
 * every usual machine).
 */
const refused = 'http://127.0.0.1:9';

/** Starts in which something goes wrong. */
export const troubles = {
  'killed-after-start': { schedule: everywhere, instances: everyone, killAt: { action: 'StartInstances', nth: 1 } },
  'killed-while-wiping': {
    schedule: { targets: [{ ...targetOf.alibaba(two), initLocalDisk: true }] },
    instances: ali(two),
    killAt: { action: 'StartInstance', nth: 1 },
  },
  poison: {
    alone: true,
    schedule: everywhere,
    instances: everyone,
    beside: [
      'this is not JSON',
      '{"version":1,"schedule":"office-hours","action":"explode","scheduledAt":"2026-11-23T00:30:00Z"}',
    ],
  },
  late: { schedule: { ...everywhere, expiresAfter: '10m' }, instances: everyone, lateSeconds: 601 },
  'just-in-time': { schedule: { ...everywhere, expiresAfter: '10m' }, instances: everyone, lateSeconds: 590 },
  'connection-refused': {
    schedule: everywhere,
    instances: everyone,
    endpoints: { alibaba: refused, tencent: refused, zenlayer: refused },
  },
  'wrong-key': {
    schedule: {
      targets: [
        targetOf.alibaba(manyIds.alibaba(150)),
        targetOf.tencent(['ins-r8hr2upy']),
        targetOf.zenlayer(['1500000000000000001']),
      ],
    },
    instances: [...ali(manyIds.alibaba(150)), ...tc(['ins-r8hr2upy']), ...zen(['1500000000000000001'])],
    secrets: {
      alibaba: { ...scenarioKeys.alibaba, accessKeySecret: 'mistyped' },
      tencent: { ...scenarioKeys.tencent, secretKey: 'mistyped' },
      zenlayer: { ...scenarioKeys.zenlayer, accessKeyPassword: 'mistyped' },
    },
  },
  'answer-lost-after-start': {
    schedule: everywhere,
    instances: everyone,
    faults: providers.map((provider) => ({
      provider,
      action: 'StartInstances',
      fault: { kind: 'reset', when: 'after' } as const,
    })),
  },
} as const satisfies Record<string, Scenario>;

/**
 * Troubles for which the deployed functions do nothing that those above do not show: they run in
 * process (test/jobs/troubles.test.ts).
 */
export const troublesInProcess = {
  'speaks-html': {
    schedule: everywhere,
    instances: everyone,
    faults: providers.map((provider) => ({
      provider,
      action: describeOf[provider],
      times: 1000,
      fault: { kind: 'html', status: 200, body: '<html><body>Welcome to our hotel wifi</body></html>' } as const,
    })),
  },
  'secret-lacks-field': { schedule: everywhere, instances: everyone, secrets: { alibaba: { accessKeyId: 'LTAI-scenario' } } },
  'sold-out': {
    schedule: { targets: [targetOf.alibaba(two)] },
    instances: [
      ...ali(two.slice(0, 1), { refuses: { code: 'OperationDenied.NoStock', times: 7 } }),
      ...ali(two.slice(1), { refuses: { code: 'OperationDenied.NoStock' } }),
    ],
  },
  'one-bad-absent-machine': {
    schedule: { targets: [targetOf.tencent([...manyIds.tencent(99), 'ins-missing1'])] },
    instances: tc(manyIds.tencent(99)),
  },
  'failed-without-reason': {
    schedule: { targets: [targetOf.zenlayer(['1500000000000000001', '1500000000000000002', '1500000000000000003'])] },
    instances: [
      ...zen(['1500000000000000001']),
      ...zen(['1500000000000000002'], { refuses: { code: null, times: 1 } }),
      ...zen(['1500000000000000003'], { refuses: { code: null } }),
    ],
  },
  'answer-lost-at-the-deadline': {
    schedule: { expiresAfter: '60s', targets: [targetOf.alibaba(two)] },
    instances: ali(two),
    faults: [{ provider: 'alibaba', action: 'StartInstances', dryRun: false, fault: { kind: 'reset', when: 'after' } }],
    lateSeconds: 55,
  },
  'busy-together': {
    schedule: { batchMode: 'AllTogether', targets: [targetOf.alibaba(two)] },
    instances: [...ali(two.slice(0, 1)), ...ali(two.slice(1), { lock: 'security' })],
  },
  throttled: {
    schedule: everywhere,
    instances: everyone,
    faults: [
      {
        provider: 'alibaba',
        action: 'StartInstances',
        fault: { kind: 'error', status: 400, code: 'Throttling.User', message: 'slow down' },
      },
      {
        provider: 'zenlayer',
        action: 'StartInstances',
        fault: { kind: 'error', status: 429, code: 'REQUEST_LIMIT_EXCEEDED', message: 'slow down' },
      },
    ],
  },
} as const satisfies Record<string, Scenario>;

/**
 * A hundred Tencent machines, one of which the provider lists and cannot start: the one at that
 * place.
 */
export function oneBadAmongHundred(place: number): Pick<Scenario, 'schedule' | 'instances'> {
  const ids = manyIds.tencent(100);
  const refuses = { code: 'UnsupportedOperation.InstanceStateCorrupted' };
  return {
    schedule: { targets: [targetOf.tencent(ids)] },
    instances: ids.flatMap((id, n) => tc([id], n === place ? { refuses } : {})),
  };
}
