import * as z from 'zod/mini';
import { cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { zenlayerParameters } from './parameters.ts';
import { actOnAll, calledIds, recycled } from './whole-call.ts';

/**
 * StopInstances (zec page): without forceShutdown the power is cut, for its documented default is true. One that is STOPPING may be
 * forced (Chinese page). Answers as StartInstances does.
 */
export const stopInstances = cloudAction(
  zenlayerParameters({ instanceIds: calledIds, forceShutdown: z.optional(z.boolean('INVALID_PARAMETER_TYPE')) }),
  ({ instanceIds: ids, forceShutdown: forced = true }, { machines, requestId }): Outcome =>
    actOnAll(
      ids.map((id) => machines.get(id)),
      {
        request: forced ? 'forced stop' : 'soft stop',
        refusalOf: (machine) => stopRefusal(machine, forced),
        carryOut: (machine) => machine.stop(requestId, { forced, stopCharging: false }),
      },
    ),
);

function stopRefusal(machine: Machine, forced: boolean): Refusal | null {
  const planned = plannedRefusal(machine, forced ? 'forced stop' : 'soft stop');
  if (planned !== null) return planned;
  if (recycled.has(machine.status)) return { code: 'OPERATION_DENIED_INSTANCE_RECYCLED' };
  return machine.canBeStopped(forced) ? null : { code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' };
}
