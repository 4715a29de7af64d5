import * as z from 'zod/mini';
import { stopChargingOf } from '../charging.ts';
import { type ActionOutcome, type CloudRefusal, cloudAction } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine, StopManner } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { alibabaParameters, optionalFlag, requiredText } from './parameters.ts';
import { batchShape, runBatch } from './run-batch.ts';

/**
 * StartInstance (seed 001). It has no RegionId: on the real service the host decides, here every
 * region is searched. Its dry run looks at keys, rights and parameters, not at the instance. A
 * planned refusal plays the part of missing rights.
 */
export const startInstance = cloudAction(
  alibabaParameters({ InstanceId: requiredText, InitLocalDisk: optionalFlag, DryRun: optionalFlag }),
  ({ InstanceId: id, InitLocalDisk: wipe, DryRun: dryRun }, { machines, requestId }): ActionOutcome => {
    const machine = findMachine(machines, null, id);
    if (dryRun === 'true') return (machine && plannedRefusal(machine, 'start')) ?? { code: 'DryRunOperation' };
    const refusal = startRefusal(machine);
    if (refusal !== null) {
      machine?.spendRefusal('start');
      return refusal;
    }
    machine?.start(requestId, wipe === 'true');
    return { body: { RequestId: requestId } };
  },
);

/** StartInstances (seed 000). */
export const startInstances = cloudAction(
  alibabaParameters(batchShape),
  (given, context): ActionOutcome =>
    runBatch(
      given,
      {
        request: 'start',
        refusalOf: startRefusal,
        carryOut: (machine) => machine.start(context.requestId),
        underWay: 'Starting',
      },
      context,
    ),
);

/**
 * Why an instance cannot be started now, or null. A planned refusal comes before any other. Codes:
 * seeds 000 and 001.
 */
function startRefusal(machine: Machine | undefined): CloudRefusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, 'start');
  if (planned !== null) return planned;
  if (machine.isSoldOut) return { code: 'OperationDenied.NoStock' };
  if (machine.spec.lock !== undefined) return { code: 'InstanceLockedForSecurity' };
  return machine.isStopped ? null : { code: 'IncorrectInstanceStatus' };
}

/**
 * StopInstances. Without StoppedMode the real service does what the account is set to (ECS API
 * page of StopInstances); here every account is set to economical mode, so that a client that
 * sends no StoppedMode is found out. An instance that cannot be stopped in economical mode is
 * stopped all the same, and charged for (same page).
 */
export const stopInstances = cloudAction(
  alibabaParameters({
    ...batchShape,
    ForceStop: optionalFlag,
    StoppedMode: z.optional(z.enum(['KeepCharging', 'StopCharging'], 'InvalidParameter')),
  }),
  (given, context): ActionOutcome => {
    const forced = given.ForceStop === 'true';
    const stopCharging = given.StoppedMode !== 'KeepCharging';
    return runBatch(
      given,
      {
        request: forced ? 'forced stop' : 'soft stop',
        refusalOf: (machine) => stopRefusal(machine, { forced, stopCharging }),
        carryOut: (machine) => machine.stop(context.requestId, { forced, stopCharging }),
        underWay: 'Stopping',
      },
      context,
    );
  },
);

/**
 * Why an instance cannot be stopped now, or null. The pages disagree about a locked instance: the
 * error table of StopInstances refuses it, the page on locks says that stopping is unaffected.
 * Here it is unaffected. A state that wants the refusal plans `InstanceLockedForSecurity`.
 */
function stopRefusal(machine: Machine | undefined, { forced, stopCharging }: StopManner): CloudRefusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, forced ? 'forced stop' : 'soft stop');
  if (planned !== null) return planned;
  if (!machine.canBeStopped(forced)) return { code: 'IncorrectInstanceStatus' };
  return stopCharging && stopChargingOf(machine.spec) === 'refuses' ? { code: 'InvalidInstanceId.NotSupport' } : null;
}

/**
 * RebootInstances: soft unless ForceReboot, and only while the instance runs (RebootInstances
 * page). A forced reboot of an instance whose soft reboot is stuck is accepted here, as a forced
 * stop of a stuck stop is.
 */
export const rebootInstances = cloudAction(
  alibabaParameters({ ...batchShape, ForceReboot: optionalFlag }),
  (given, context): ActionOutcome => {
    const forced = given.ForceReboot === 'true';
    return runBatch(
      given,
      {
        request: forced ? 'forced reboot' : 'soft reboot',
        refusalOf: (machine) => rebootRefusal(machine, forced),
        carryOut: (machine) => machine.reboot(context.requestId, { forced }),
        underWay: 'Stopping',
      },
      context,
    );
  },
);

function rebootRefusal(machine: Machine | undefined, forced: boolean): CloudRefusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, forced ? 'forced reboot' : 'soft reboot');
  if (planned !== null) return planned;
  if (machine.spec.lock !== undefined) return { code: 'InstanceLockedForSecurity' };
  return machine.canBeRebooted(forced) ? null : { code: 'IncorrectInstanceStatus' };
}
