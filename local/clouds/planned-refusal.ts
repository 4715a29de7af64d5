import type { CloudRefusal } from './cloud-action.ts';
import type { Machine } from './machine.ts';
import type { PowerRequest } from './misbehaviour.ts';

/**
 * The refusal that the state plans for such a request, or null. Null too for a planned refusal
 * without a code: it puts the id on the list of failed ids.
 */
export function plannedRefusal(machine: Machine, request: PowerRequest): CloudRefusal | null {
  const planned = machine.plannedRefusal(request);
  if (planned === null || planned.code === null) return null;
  const { code, message, status } = planned;
  return { code, message, status };
}
