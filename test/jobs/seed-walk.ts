import { manyIds, specsOf, targetOf } from '../support/fleet.ts';
import type { ScenarioInProcess } from '../support/play-in-process.ts';
import type { SeedRow } from '../support/seeds/seed-row.ts';

/** One instance that is refused as a row says, between two that nothing is wrong with. */
export interface SeedWalk {
  readonly row: SeedRow;
  /** How many starts are refused; null: every one. */
  readonly times: number | null;
  /** The ids of its batch in their order: the offender is neither the first nor the last. */
  readonly ids: readonly string[];
  readonly offender: string;
  readonly neighbours: readonly string[];
}

/** The walk of a row. */
export function walkOf(row: SeedRow, times: number | null = null): SeedWalk {
  const ids = manyIds[row.provider](3);
  const [before = '', offender = '', after = ''] = ids;
  return { row, times, ids, offender, neighbours: [before, after] };
}

/** The job of a walk: one batch; its schedule with these `options`. */
export function scenarioOf(walk: SeedWalk, options: Readonly<Record<string, unknown>> = {}): ScenarioInProcess {
  const { row, times, ids, offender } = walk;
  const { provider, action, code, message, status } = row;
  const refuses = { code, message, status, ...(times === null ? {} : { times }) };
  const wiping = action === 'StartInstance' ? { initLocalDisk: true } : {};
  return {
    schedule: { ...options, targets: [{ ...targetOf[provider](ids), ...wiping }] },
    instances: ids.flatMap((id) => specsOf[provider]([id], id === offender ? { refuses } : {})),
  };
}
