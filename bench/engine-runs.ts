import { providerFacts } from '../shared/contract/provider-facts.ts';
import { runScenarios } from '../test/support/engine/run-scenarios.ts';
import { ali, manyIds, targetOf, tc, zen } from '../test/support/fleet.ts';
import type { Scenario, ScenarioResult } from '../test/support/scenario.ts';

/** Instances of each provider in the run that counts calls. */
export const counted = 1_000;
/** Tencent instances in the run that is limited. */
export const limited = 5_000;

const { start, describe } = providerFacts.tencent.limits;

// Both keep the pace of a deployed function: the accounts name no limits of their own.
const scenarios = {
  calls: {
    schedule: {
      targets: [
        targetOf.alibaba(manyIds.alibaba(counted)),
        targetOf.tencent(manyIds.tencent(counted)),
        targetOf.zenlayer(manyIds.zenlayer(counted)),
      ],
    },
    instances: [...ali(manyIds.alibaba(counted)), ...tc(manyIds.tencent(counted)), ...zen(manyIds.zenlayer(counted))],
    pace: null,
  },
  rate: {
    schedule: { targets: [targetOf.tencent(manyIds.tencent(limited))] },
    instances: tc(manyIds.tencent(limited)),
    limits: [
      { provider: 'tencent', action: 'StartInstances', perSecond: start },
      { provider: 'tencent', action: 'DescribeInstances', perSecond: describe },
    ],
    pace: null,
  },
} as const satisfies Record<string, Scenario>;

/** Runs both on the engine, as they would be deployed. */
export async function engineRuns(): Promise<Readonly<Record<keyof typeof scenarios, ScenarioResult>>> {
  return runScenarios(scenarios);
}
