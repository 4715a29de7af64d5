import * as z from 'zod/mini';
import { type ActionOutcome, type CloudRefusal, cloudAction } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';
import type { PowerRequest } from '../misbehaviour.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { instanceIds, zenlayerParameters } from './parameters.ts';

/** instanceIds of a start or a stop: at least one. */
const calledIds = instanceIds.check(z.minLength(1, 'INVALID_PARAMETER_LESS_LENGTH'));

/** The words of the recycle bin. */
const recycled: ReadonlySet<string> = new Set(['RECYCLE', 'RECYCLING', 'RECYCLED']);

/** How one action deals with one machine. */
interface WholeCallPart {
  readonly request: PowerRequest;
  readonly refusalOf: (machine: Machine) => CloudRefusal | null;
  readonly carryOut: (machine: Machine) => void;
}

/**
 * Carries out StartInstances, StopInstances or RebootInstances. An id for which that is not
 * possible fails the whole call. An id with a planned refusal without a code comes back in
 * `instanceIds`, which lists the failed ids without a reason (seed 004).
 */
function actOnAll(called: readonly (Machine | undefined)[], part: WholeCallPart): ActionOutcome {
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

/** StartInstances (seed 004). */
export const startInstances = cloudAction(
  zenlayerParameters({ instanceIds: calledIds }),
  ({ instanceIds: ids }, { machines, requestId }): ActionOutcome =>
    actOnAll(
      ids.map((id) => machines.get(id)),
      {
        request: 'start',
        refusalOf: startRefusal,
        carryOut: (machine) => machine.start(requestId),
      },
    ),
);

function startRefusal(machine: Machine): CloudRefusal | null {
  const planned = plannedRefusal(machine, 'start');
  if (planned !== null) return planned;
  if (recycled.has(machine.status)) return { code: 'OPERATION_DENIED_INSTANCE_RECYCLED' };
  return machine.isStopped ? null : { code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' };
}

/**
 * StopInstances (zec page): without forceShutdown the power is cut, because its documented default
 * is true. A STOPPING instance may be forced (Chinese page). Answers as StartInstances does.
 */
export const stopInstances = cloudAction(
  zenlayerParameters({ instanceIds: calledIds, forceShutdown: z.optional(z.boolean('INVALID_PARAMETER_TYPE')) }),
  ({ instanceIds: ids, forceShutdown: forced = true }, { machines, requestId }): ActionOutcome =>
    actOnAll(
      ids.map((id) => machines.get(id)),
      {
        request: forced ? 'forced stop' : 'soft stop',
        refusalOf: (machine) => stopRefusal(machine, forced),
        carryOut: (machine) => machine.stop(requestId, { forced, stopCharging: false }),
      },
    ),
);

function stopRefusal(machine: Machine, forced: boolean): CloudRefusal | null {
  const planned = plannedRefusal(machine, forced ? 'forced stop' : 'soft stop');
  if (planned !== null) return planned;
  if (recycled.has(machine.status)) return { code: 'OPERATION_DENIED_INSTANCE_RECYCLED' };
  return machine.canBeStopped(forced) ? null : { code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' };
}

/**
 * RebootInstances (zec page): soft unless forceReboot, and then RUNNING only; a forced one is taken
 * during a reboot too. The default of forceReboot is not documented; here it is true, so that a
 * client that does not send it is found out.
 */
export const rebootInstances = cloudAction(
  zenlayerParameters({ instanceIds: calledIds, forceReboot: z.optional(z.boolean('INVALID_PARAMETER_TYPE')) }),
  ({ instanceIds: ids, forceReboot: forced = true }, { machines, requestId }): ActionOutcome =>
    actOnAll(
      ids.map((id) => machines.get(id)),
      {
        request: forced ? 'forced reboot' : 'soft reboot',
        refusalOf: (machine) => rebootRefusal(machine, forced),
        carryOut: (machine) => machine.reboot(requestId, { forced }),
      },
    ),
);

function rebootRefusal(machine: Machine, forced: boolean): CloudRefusal | null {
  const planned = plannedRefusal(machine, forced ? 'forced reboot' : 'soft reboot');
  if (planned !== null) return planned;
  if (recycled.has(machine.status)) return { code: 'OPERATION_DENIED_INSTANCE_RECYCLED' };
  return machine.canBeRebooted(forced) ? null : { code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' };
}
