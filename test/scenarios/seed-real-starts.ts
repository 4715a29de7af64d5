import { ali, manyIds, targetOf, tc, zen } from './fleet.ts';
import type { Scenario } from './scenario.ts';
import type { SeedRow } from './seed-row.ts';

/** A row that only the real start of an instance meets, its dry run having passed. */
export interface RealStart {
  readonly row: SeedRow;
  readonly scenario: string;
  readonly id: string;
}

/** As many instances of a StartInstance target as are one batch, whose calls come one after another. */
const oneBatch = 10;

/**
 * The rows of StartInstance, each met by the first real start of an instance of its own. One that is about the whole call stops the
 * batch it is in, so it has a scenario to itself.
 */
export function realStartsOf(rows: readonly SeedRow[]): RealStart[] {
  const ids = manyIds.alibaba(rows.length);
  let shared = 0;
  return rows.map((row, n) => {
    const stops = row.ends === 'call' || row.ends === 'callRounds';
    const scenario = stops ? `real-start-${n}` : `real-starts-${Math.floor(shared++ / oneBatch)}`;
    return { row, scenario, id: ids[n] ?? '' };
  });
}

/** Their scenarios. The n-th call of a batch meets the n-th fault, so each instance meets its own row. */
export function realStartScenarios(starts: readonly RealStart[]): Record<string, Scenario> {
  const names = [...new Set(starts.map(({ scenario }) => scenario))];
  return Object.fromEntries(
    names.map((name) => {
      const here = starts.filter(({ scenario }) => scenario === name);
      const ids = here.map(({ id }) => id);
      const faults = here.map(({ row: { action, status, code, message } }) => ({
        ...({ provider: 'alibaba', action, dryRun: false } as const),
        fault: { kind: 'error', status, code, message } as const,
      }));
      return [name, { schedule: { targets: [{ ...targetOf.alibaba(ids), initLocalDisk: true }] }, instances: ali(ids), faults }];
    }),
  );
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

/** Codes that nobody knows where no refusal of an instance can put them, and a server fault of a real start that passes. */
export const elsewhere: Readonly<Record<'unknown-elsewhere' | 'fault-passes', Scenario>> = {
  'unknown-elsewhere': {
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
  },
  'fault-passes': {
    schedule: { targets: [targetOf.alibaba(pairs.alibaba)] },
    instances: ali(pairs.alibaba),
    faults: [
      {
        ...{ provider: 'alibaba', action: 'StartInstances', dryRun: false, times: 2 },
        fault: { kind: 'error', status: 500, code: 'InternalError', message: 'The request processing has failed.' },
      },
    ],
  },
};
