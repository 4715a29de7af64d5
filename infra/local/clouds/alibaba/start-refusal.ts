import type { Refusal } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';

/**
 * Why an instance cannot be started now, or null. A planned refusal comes first, whatever the state; one whose code is null
 * belongs to another provider. Codes: error tables of seeds 000 and 001.
 */
export function alibabaStartRefusal(machine: Machine | undefined): Refusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedAlibabaRefusal(machine);
  if (planned !== null) return planned;
  if (machine.spec.lock !== undefined) return { code: 'InstanceLockedForSecurity' };
  return machine.isStopped ? null : { code: 'IncorrectInstanceStatus' };
}

/** The refusal that the state plans for the next start of this machine, or null. */
export function plannedAlibabaRefusal(machine: Machine): Refusal | null {
  const planned = machine.plannedRefusal;
  return planned === null || planned.code === null ? null : { ...planned, code: planned.code };
}
