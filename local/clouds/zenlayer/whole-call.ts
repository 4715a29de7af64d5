import * as z from 'zod/mini';
import type { Outcome, Refusal } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';
import type { PowerRequest } from '../misbehaviour.ts';
import { instanceIds } from './parameters.ts';

/** instanceIds of a start or a stop: at least one. */
export const calledIds = instanceIds.check(z.minLength(1, 'INVALID_PARAMETER_LESS_LENGTH'));

/** The words of the recycle bin. */
export const recycled: ReadonlySet<string> = new Set(['RECYCLE', 'RECYCLING', 'RECYCLED']);

/** How one action deals with one machine. */
export interface WholeCallPart {
  readonly request: PowerRequest;
  readonly refusalOf: (machine: Machine) => Refusal | null;
  readonly carryOut: (machine: Machine) => void;
}

/**
 * Carries out StartInstances or StopInstances. An id that cannot be acted on fails the whole call; an id that fails on the way (a
 * planned refusal without a code) comes back in `instanceIds`, which lists failures, without a reason (seed 004).
 */
export function actOnAll(called: readonly (Machine | undefined)[], part: WholeCallPart): Outcome {
  const known: Machine[] = [];
  for (const machine of called) {
    const refusal = machine === undefined ? { code: 'INVALID_INSTANCE_NOT_FOUND' } : part.refusalOf(machine);
    if (refusal !== null) {
      machine?.spendRefusal(part.request);
      return refusal;
    }
    if (machine !== undefined) known.push(machine);
  }
  const failed = known.filter((machine) => !actOnOne(machine, part));
  return { body: { instanceIds: failed.map(({ spec }) => spec.id) } };
}

function actOnOne(machine: Machine, { request, carryOut }: WholeCallPart): boolean {
  if (machine.plannedRefusal(request) !== null) {
    machine.spendRefusal(request);
    return false;
  }
  carryOut(machine);
  return true;
}
