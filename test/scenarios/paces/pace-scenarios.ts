import { ali, manyIds, targetOf, tc, zen } from '../../support/fleet.ts';
import type { Scenario } from '../../support/scenario.ts';

const fourBatches = manyIds.tencent(400);
/** A machine at each provider. */
export const one = { alibaba: 'i-bp67acfmxazb4p0001', tencent: 'ins-r8hr2upy', zenlayer: '1500000000000000001' };
const oneOfEach = {
  schedule: { targets: [targetOf.alibaba([one.alibaba]), targetOf.tencent([one.tencent]), targetOf.zenlayer([one.zenlayer])] },
  instances: [...ali([one.alibaba]), ...tc([one.tencent]), ...zen([one.zenlayer])],
};
const toTencent = { schedule: { targets: [targetOf.tencent(fourBatches)] }, instances: tc(fourBatches) };
const twoStartsASecond = [{ provider: 'tencent', action: 'StartInstances', perSecond: 2 }] as const;
const refusedForTime = (provider: 'alibaba' | 'tencent' | 'zenlayer', action: string, code: string) =>
  ({ provider, action, times: 2, fault: { kind: 'error', status: 400, code, message: 'too far from our time' } }) as const;

/** Jobs whose requests come too fast for a provider, or at a time that is not its own. */
export const paces = {
  'within-the-limit': { ...toTencent, limits: twoStartsASecond, pace: { start: 2, describe: 1000 } },
  'skewed-clouds': { ...oneOfEach, clockSkewSeconds: 3_600 },
  'skewed-for-good': {
    ...oneOfEach,
    faults: [
      refusedForTime('alibaba', 'DescribeInstances', 'InvalidTimeStamp.Expired'),
      refusedForTime('tencent', 'DescribeInstances', 'AuthFailure.SignatureExpire'),
      refusedForTime('zenlayer', 'DescribeInstancesStatus', 'AUTHFAILURE_SIGNATURE_EXPIRED'),
    ],
  },
} satisfies Record<string, Scenario>;
