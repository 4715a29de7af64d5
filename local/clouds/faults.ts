import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { PlannedFault } from './cloud-state.ts';
import type { CallSubject } from './stand-in.ts';

/**
 * The faults that are left. `take` returns the fault of such a call and uses it up; null when none
 * is planned.
 */
export interface Faults {
  take(provider: ProviderName, call: CallSubject): PlannedFault['fault'] | null;
}

/** Counts the planned faults: the first row that matches a call and has times left applies. */
export function planFaults(rows: readonly PlannedFault[]): Faults {
  const left = rows.map((row) => ({ row, times: row.times ?? 1 }));
  return {
    take(provider, call) {
      const hit = left.find(
        ({ row, times }) =>
          times > 0 &&
          row.provider === provider &&
          row.action === call.action &&
          (row.dryRun === undefined || row.dryRun === call.dryRun),
      );
      if (hit === undefined) return null;
      hit.times -= 1;
      return hit.row.fault;
    },
  };
}
