import * as z from 'zod/mini';
import { cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import type { Machine } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { batchShape, runBatch } from './batch.ts';
import { alibabaParameters, optionalFlag } from './parameters.ts';

/**
 * StopInstances. Without StoppedMode the real service does what the account is set to (ECS API page of StopInstances); here every
 * account is set to economical mode, so that a client that leaves it to chance is found out. An instance that cannot be stopped in
 * economical mode is stopped all the same, and charged for (same page).
 */
export const stopInstances = cloudAction(
  alibabaParameters({
    ...batchShape,
    ForceStop: optionalFlag,
    StoppedMode: z.optional(z.enum(['KeepCharging', 'StopCharging'], 'InvalidParameter')),
  }),
  (given, context): Outcome => {
    const forced = given.ForceStop === 'true';
    const stopCharging = given.StoppedMode !== 'KeepCharging';
    return runBatch(
      given,
      {
        request: forced ? 'forced stop' : 'soft stop',
        refusalOf: (machine) => stopRefusal(machine, forced),
        carryOut: (machine) => machine.stop(context.requestId, { forced, stopCharging }),
        underWay: 'Stopping',
      },
      context,
    );
  },
);

/**
 * Why an instance cannot be stopped now, or null. The pages disagree about a locked one: the error table of StopInstances refuses it,
 * the page on locks says that stopping is unaffected. Here it is; a state plans `InstanceLockedForSecurity` to have the other.
 */
function stopRefusal(machine: Machine | undefined, forced: boolean): Refusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, forced ? 'forced stop' : 'soft stop');
  if (planned !== null) return planned;
  return machine.canBeStopped(forced) ? null : { code: 'IncorrectInstanceStatus' };
}
