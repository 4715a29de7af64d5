import type { Refusal } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';

/** Why an instance cannot be started now, or null. A planned refusal comes first, whatever the state. Codes: seeds 000 and 001. */
export function alibabaStartRefusal(machine: Machine | undefined): Refusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, 'start');
  if (planned !== null) return planned;
  if (machine.isSoldOut) return { code: 'OperationDenied.NoStock' };
  if (machine.spec.lock !== undefined) return { code: 'InstanceLockedForSecurity' };
  return machine.isStopped ? null : { code: 'IncorrectInstanceStatus' };
}
