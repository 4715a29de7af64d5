import { cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { zenlayerParameters } from './parameters.ts';
import { actOnAll, calledIds, recycled } from './whole-call.ts';

/** StartInstances (seed 004). */
export const startInstances = cloudAction(
  zenlayerParameters({ instanceIds: calledIds }),
  ({ instanceIds: ids }, { machines, requestId }): Outcome =>
    actOnAll(
      ids.map((id) => machines.get(id)),
      {
        request: 'start',
        refusalOf: startRefusal,
        carryOut: (machine) => machine.start(requestId),
      },
    ),
);

function startRefusal(machine: Machine): Refusal | null {
  const planned = plannedRefusal(machine, 'start');
  if (planned !== null) return planned;
  if (recycled.has(machine.status)) return { code: 'OPERATION_DENIED_INSTANCE_RECYCLED' };
  return machine.isStopped ? null : { code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' };
}
