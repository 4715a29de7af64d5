import { alibabaRegions } from '../../local/clouds/alibaba/regions.ts';
import type { InstanceSpec } from '../../local/clouds/cloud-state.ts';
import { tencentRegions } from '../../local/clouds/tencent/regions.ts';
import type { Scenario } from './scenario.ts';
import type { SeedRow } from './seed-row.ts';

/** One instance that is refused as a row says, between two that nothing is wrong with, in a batch of their own. */
export interface SeedWalk {
  readonly row: SeedRow;
  /** How many starts are refused; null: every one. */
  readonly times: number | null;
  /** The scenario it is part of. */
  readonly scenario: string;
  readonly offender: string;
  readonly neighbours: readonly [string, string];
  readonly region: string | null;
}

const regions = { alibaba: alibabaRegions, tencent: tencentRegions, zenlayer: [null] } as const;
const stopped = { alibaba: 'Stopped', tencent: 'STOPPED', zenlayer: 'STOPPED' } as const;
const idOf = {
  alibaba: (n: number) => `i-bp1seed${String(n).padStart(12, '0')}`,
  tencent: (n: number) => `ins-${n.toString(36).padStart(8, '0')}`,
  zenlayer: (n: number) => `15000000000000${String(n).padStart(5, '0')}`,
} as const;

/** Lays walks out over as few scenarios as keep their batches apart: one batch per region and action. `name` begins the scenarios' names. */
export function walksOf(name: string, tasks: readonly { readonly row: SeedRow; readonly times: number | null }[]): SeedWalk[] {
  const laid = new Map<string, number>();
  return tasks.map(({ row, times }, n): SeedWalk => {
    const { provider, action } = row;
    const place = laid.get(`${provider} ${action}`) ?? 0;
    laid.set(`${provider} ${action}`, place + 1);
    const own = regions[provider];
    return {
      row,
      times,
      scenario: `${name}-${Math.floor(place / own.length)}`,
      offender: idOf[provider](3 * n + 1),
      neighbours: [idOf[provider](3 * n), idOf[provider](3 * n + 2)],
      region: own[place % own.length] ?? null,
    };
  });
}

/** The scenarios that the walks are part of, by name; their schedules with these `options`. */
export function scenariosOf(
  walks: readonly SeedWalk[],
  options: Readonly<Record<string, unknown>> = {},
): Record<string, Scenario> {
  const names = [...new Set(walks.map(({ scenario }) => scenario))];
  return Object.fromEntries(
    names.map((name) => {
      const here = walks.filter(({ scenario }) => scenario === name);
      return [name, { schedule: { ...options, targets: here.map(targetOf) }, instances: here.flatMap(instancesOf) }];
    }),
  );
}

/** The ids of a walk in the order of its target: the offender is neither the first nor the last. */
export function idsOf({ offender, neighbours: [before, after] }: SeedWalk): readonly [string, string, string] {
  return [before, offender, after];
}

function targetOf(walk: SeedWalk) {
  const { row, region } = walk;
  return {
    account: row.provider,
    instances: idsOf(walk),
    ...(region === null ? {} : { region }),
    ...(row.action === 'StartInstance' ? { initLocalDisk: true } : {}),
  };
}

function instancesOf(walk: SeedWalk): InstanceSpec[] {
  const { row, times, region, offender } = walk;
  const { provider, code, message, status } = row;
  const refuses = { code, message, status, ...(times === null ? {} : { times }) };
  return idsOf(walk).map((id) => ({
    provider,
    id,
    status: stopped[provider],
    ...(region === null ? {} : { region }),
    ...(id === offender ? { refuses } : {}),
  }));
}
