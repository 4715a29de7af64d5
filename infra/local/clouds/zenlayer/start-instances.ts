import * as z from 'zod/mini';
import { cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';
import { instanceIds, zenlayerParameters } from './parameters.ts';

const recycled: ReadonlySet<string> = new Set(['RECYCLE', 'RECYCLING', 'RECYCLED']);

/**
 * StartInstances (seed 004). An id that cannot be started fails the whole call; an id that fails in starting (a planned refusal
 * without a code) comes back in `instanceIds`, which lists failures, without a reason.
 */
export const startInstances = cloudAction(
  zenlayerParameters({ instanceIds: instanceIds.check(z.minLength(1, 'INVALID_PARAMETER_LESS_LENGTH')) }),
  ({ instanceIds: ids }, { machines, requestId }): Outcome => {
    const called = ids.map((id) => machines.get(id));
    for (const machine of called) {
      const refusal = startRefusal(machine);
      if (refusal === null) continue;
      machine?.spendRefusal();
      return refusal;
    }
    const failed = called.flatMap((machine) => (machine === undefined || startOne(machine, requestId) ? [] : [machine.spec.id]));
    return { body: { instanceIds: failed } };
  },
);

function startRefusal(machine: Machine | undefined): Refusal | null {
  if (machine === undefined) return { code: 'INVALID_INSTANCE_NOT_FOUND' };
  const planned = machine.plannedRefusal;
  if (planned !== null && planned.code !== null) return { ...planned, code: planned.code };
  if (recycled.has(machine.status)) return { code: 'OPERATION_DENIED_INSTANCE_RECYCLED' };
  return machine.isStopped ? null : { code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' };
}

function startOne(machine: Machine, requestId: string): boolean {
  if (machine.plannedRefusal !== null) {
    machine.spendRefusal();
    return false;
  }
  machine.start(requestId);
  return true;
}
