import { ali, manyIds, targetOf, tc, zen } from '../support/fleet.ts';
import type { ScenarioInProcess } from '../support/play-in-process.ts';
import type { SeedRow } from '../support/seeds/seed-row.ts';

/** The instance that meets a row, and the one whose start follows in the same batch. */
export const [refusedFirst = '', startedNext = ''] = manyIds.alibaba(2);

/** A job in which only the first real start meets a row, every dry run having passed. */
export function realStartOf({ action, status, code, message }: SeedRow): ScenarioInProcess {
  const ids = [refusedFirst, startedNext];
  const fault = { kind: 'error', status, code, message } as const;
  return {
    schedule: { targets: [{ ...targetOf.alibaba(ids), initLocalDisk: true }] },
    instances: ali(ids),
    faults: [{ provider: 'alibaba', action, dryRun: false, fault }],
  };
}

/** Two instances of each provider. */
export const pairs = { alibaba: manyIds.alibaba(2), tencent: manyIds.tencent(2), zenlayer: manyIds.zenlayer(2) } as const;

const error = { kind: 'error', message: 'Never heard of.' } as const;
const unknownRow = {
  RequestId: 'REQ-ROW',
  InstanceResponses: {
    InstanceResponse: [
      { InstanceId: pairs.alibaba[0], Code: 'Brand.NewRow', Message: 'Never heard of.' },
      { InstanceId: pairs.alibaba[1], Code: '200', Message: 'success' },
    ],
  },
};

/** Codes that nobody knows where no refusal of an instance can put them. */
export const unknownElsewhere: ScenarioInProcess = {
  schedule: { targets: [targetOf.alibaba(pairs.alibaba), targetOf.tencent(pairs.tencent), targetOf.zenlayer(pairs.zenlayer)] },
  instances: [...ali(pairs.alibaba), ...tc(pairs.tencent), ...zen(pairs.zenlayer)],
  faults: [
    {
      ...{ provider: 'alibaba', action: 'StartInstances', dryRun: false, times: 1000 },
      fault: { kind: 'raw', status: 200, body: JSON.stringify(unknownRow) },
    },
    {
      ...{ provider: 'tencent', action: 'DescribeInstances', times: 1000 },
      fault: { ...error, status: 503, code: 'BrandNew.AtALook' },
    },
    {
      ...{ provider: 'zenlayer', action: 'DescribeInstancesStatus', times: 1000 },
      fault: { ...error, status: 403, code: 'BRAND_NEW_AT_A_LOOK' },
    },
  ],
};

/** A server fault of a real start that passes. */
export const faultPasses: ScenarioInProcess = {
  schedule: { targets: [targetOf.alibaba(pairs.alibaba)] },
  instances: ali(pairs.alibaba),
  faults: [
    {
      ...{ provider: 'alibaba', action: 'StartInstances', dryRun: false, times: 2 },
      fault: { kind: 'error', status: 500, code: 'InternalError', message: 'The request processing has failed.' },
    },
  ],
};
