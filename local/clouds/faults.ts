import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { PlannedFault } from './cloud-state.ts';
import type { CallSubject } from './stand-in.ts';

/** The faults still to come. `take` gives the fault that the next such call meets and uses it up, or null. */
export interface Faults {
  take(provider: ProviderName, call: CallSubject): PlannedFault['fault'] | null;
}

/** Keeps count of planned faults: the first row that matches a call and has times left applies. */
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
