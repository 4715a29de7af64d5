import type { CloudState } from '../../local/clouds/cloud-state.ts';
import type { VerdictRow } from '../../shared/history/report.ts';
import type { ScenarioResult } from './scenario.ts';

type Spec = CloudState['instances'][number];

/** Stopped Alibaba instances in cn-hangzhou, with the same behaviour each. */
export function ali(ids: readonly string[], behaviour: Partial<Spec> = {}): Spec[] {
  return ids.map((id) => ({ provider: 'alibaba', region: 'cn-hangzhou', id, status: 'Stopped', ...behaviour }));
}

/** Stopped Tencent instances in ap-shanghai. */
export function tc(ids: readonly string[], behaviour: Partial<Spec> = {}): Spec[] {
  return ids.map((id) => ({ provider: 'tencent', region: 'ap-shanghai', id, status: 'STOPPED', ...behaviour }));
}

/** Stopped Zenlayer instances. */
export function zen(ids: readonly string[], behaviour: Partial<Spec> = {}): Spec[] {
  return ids.map((id) => ({ provider: 'zenlayer', id, status: 'STOPPED', ...behaviour }));
}

/** The same by provider. */
export const specsOf = { alibaba: ali, tencent: tc, zenlayer: zen } as const;

/** So many well-formed ids of a provider. */
export const manyIds = {
  alibaba: (count: number) => Array.from({ length: count }, (_, n) => `i-bp1many${String(n).padStart(12, '0')}`),
  tencent: (count: number) => Array.from({ length: count }, (_, n) => `ins-${n.toString(36).padStart(8, '0')}`),
  zenlayer: (count: number) => Array.from({ length: count }, (_, n) => `15000000000000${String(n).padStart(5, '0')}`),
} as const;

/**
 * A target of the given ids at each provider, in the region that {@link ali} and {@link tc} use.
 */
export const targetOf = {
  alibaba: (instances: readonly string[]) => ({ account: 'alibaba', region: 'cn-hangzhou', instances }) as const,
  tencent: (instances: readonly string[]) => ({ account: 'tencent', region: 'ap-shanghai', instances }) as const,
  zenlayer: (instances: readonly string[]) => ({ account: 'zenlayer', instances }) as const,
};

/** The verdicts of a run as sentences: `i-1 confirmed`, `i-2 rejected Code`. */
export function ends({ report }: ScenarioResult): string[] {
  return rows(report).map(({ instanceId, verdict, code }) => `${instanceId} ${verdict}${code === null ? '' : ` ${code}`}`);
}

/** How many verdicts of each kind. */
export function tally({ report }: ScenarioResult): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of rows(report)) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** The ids in the dead letters of a run, by queue. */
export function lettered({ report }: ScenarioResult): string[] {
  return report.deadLetters.map(({ queue, body }) => {
    if (typeof body === 'string') return `${queue}: ${body}`;
    const { instances, failures } = body as { instances?: { id: string }[]; failures: { instanceId: string }[] };
    // A find that came to nothing has no instances yet: its reason names the selection.
    return `${queue}: ${(instances?.map(({ id }) => id) ?? failures.map(({ instanceId }) => instanceId)).join(' ')}`;
  });
}

/** The ids of the starts that a cloud carried out, dry runs and refused calls left out. */
export function started(result: ScenarioResult): string[] {
  return carriedOut(result, 'StartInstance');
}

/** The ids of the stops that a cloud carried out, likewise. */
export function stopped(result: ScenarioResult): string[] {
  return carriedOut(result, 'StopInstances');
}

function carriedOut({ received }: ScenarioResult, action: string): string[] {
  return received
    .filter((call) => call.action.startsWith(action) && !call.dryRun && call.code === null)
    .flatMap(({ ids }) => ids);
}

function rows(report: ScenarioResult['report']): readonly VerdictRow[] {
  return report.jobs.flatMap((job) => job.verdicts);
}
