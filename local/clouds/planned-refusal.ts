import type { Refusal } from './cloud-action.ts';
import type { Machine } from './machine.ts';
import type { PowerRequest } from './misbehaviour.ts';

/** The refusal with a code that the state plans for such a request, or null; one without a code is the list of failed ids. */
export function plannedRefusal(machine: Machine, request: PowerRequest): Refusal | null {
  const planned = machine.plannedRefusal(request);
  if (planned === null || planned.code === null) return null;
  const { code, message, status } = planned;
  return { code, message, status };
}
