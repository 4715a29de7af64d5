import { expect } from 'vitest';
import type { PlannedFault } from '../../../local/clouds/cloud-state.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { accountEnd } from '../account-end.ts';
import { brokenPromises, mostStarts } from '../account-promises.ts';
import type { AccountPlan } from '../engine/many-accounts.ts';
import { manyIds, specsOf } from '../fleet.ts';
import type { Restarting } from '../restarts/restarting.ts';
import type { ScenarioResult } from '../scenario.ts';
import { type Fault, planned } from './matrix-cell.ts';

/** One cell of the matrix of restarts: what goes wrong, and what comes of it. */
export interface RestartRow {
  readonly plan: AccountPlan;
  readonly restarting?: Restarting;
  /**
   * The ends of its instances in the order of their ids, each with what was sent: `confirmed
   * reboot`, `rejected Some.Code start`, `already` where nothing was.
   */
  readonly ends: readonly string[];
  /** Requests that carried one instance, at most: those refused or lost too. Default 0. */
  readonly starts?: number;
  /** The same of reboots, soft and forced. */
  readonly reboots?: number;
  /** Reboots that the provider has carried out for each instance: soft ones, and power cuts. */
  readonly soft?: readonly number[];
  readonly cuts?: readonly number[];
  /** What is in dead letters, where that is not all that failed. */
  readonly lettered?: readonly string[];
  /** Notices, where there is another number of them than one for all that fails. */
  readonly notices?: number;
}

/** Where a fault of a restart strikes. */
export type RebootPlace = 'look' | 'dryRun' | 'reboot';

/** The calls that a provider is asked to make for a running instance. */
export const rebootPlaces: Readonly<Record<ProviderName, readonly RebootPlace[]>> = {
  alibaba: ['look', 'dryRun', 'reboot'],
  tencent: ['look', 'reboot'],
  zenlayer: ['look', 'reboot'],
};

/** A fault of that call, so many times. */
export function struck(provider: ProviderName, place: RebootPlace, fault: Fault, times = 1): PlannedFault {
  if (place === 'look') return planned(provider, 'look', fault, times);
  return { provider, action: 'RebootInstances', dryRun: place === 'dryRun', times, fault };
}

const running = { alibaba: 'Running', tencent: 'RUNNING', zenlayer: 'RUNNING' } as const;
type Spec = AccountPlan['instances'][number];

/** An account with two running instances; the second may behave in its own way. */
export function runningPlan(provider: ProviderName, second: Partial<Spec> = {}, changes: Partial<AccountPlan> = {}): AccountPlan {
  const ids = manyIds[provider](2);
  const [one = '', other = ''] = ids;
  const status = running[provider];
  const instances = [...specsOf[provider]([one], { status }), ...specsOf[provider]([other], { status, ...second })];
  return { provider, ids, instances, ...changes };
}

/**
 * A restart ended as its cell says: verdicts with what was done, requests, reboots that took
 * effect, letters and notices, and every promise that holds whatever went wrong. No machine gets
 * two soft reboots, whatever its cell says.
 */
export function expectRestartCell(row: RestartRow, run: ScenarioResult): void {
  const { plan, ends, starts = 0, reboots = 0, soft = [1, 1], cuts = [0, 0] } = row;
  const end = accountEnd(`job-${plan.provider}`, run.report, { ...run, kills: 0 });
  const said = end.verdicts.map(({ verdict, code, did }) => [verdict, code, did].filter((word) => word !== null).join(' '));
  expect(said).toEqual(ends);
  expect(brokenPromises(plan, end)).toEqual([]);
  expect(mostStarts(plan, end)).toBe(starts);
  const sent = run.received.filter(({ action, dryRun }) => action === 'RebootInstances' && !dryRun);
  expect(Math.max(0, ...plan.ids.map((id) => sent.filter((call) => call.ids.includes(id)).length))).toBe(reboots);
  const took = plan.ids.map((id) => run.instances[id]?.reboots ?? { soft: 0, forced: 0 });
  expect({ soft: took.map((each) => each.soft), cuts: took.map((each) => each.forced) }).toEqual({ soft, cuts });
  expect(Math.max(...soft)).toBeLessThanOrEqual(1);
  const failed = plan.ids.filter((_, index) => /^(rejected|expired)/.test(ends[index] ?? ''));
  expect(new Set(end.letters.flatMap(({ ids }) => ids))).toEqual(new Set(row.lettered ?? failed));
  expect(end.alerts).toHaveLength(row.notices ?? (failed.length > 0 ? 1 : 0));
  expect(run.settled).toBe(true);
}
