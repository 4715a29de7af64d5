import * as z from 'zod/mini';
import { type ActionOutcome, type CloudRefusal, cloudAction } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { instanceIds, tencentParameters } from './parameters.ts';
import { stopStateCodes } from './start-stop-instances.ts';

/**
 * RebootInstances (CVM API page 213/15742): only RUNNING instances, and the first instance that
 * cannot be rebooted fails the whole call. An instance that is rebooting refuses a second reboot,
 * the forced one too.
 */
export const rebootInstances = cloudAction(
  tencentParameters({
    InstanceIds: instanceIds,
    StopType: z.optional(z.enum(['SOFT', 'SOFT_FIRST', 'HARD'], 'InvalidParameterValue')),
    ForceReboot: z.optional(z.boolean('InvalidParameter')),
  }),
  (given, { machines, region, requestId }): ActionOutcome => {
    if (given.ForceReboot !== undefined && given.StopType !== undefined) return { code: 'InvalidParameterCombination' };
    const forced = given.StopType === 'HARD';
    const called = given.InstanceIds.map((id) => findMachine(machines, region, id));
    for (const machine of called) {
      const refusal = rebootRefusal(machine, forced);
      if (refusal === null) continue;
      machine?.spendRefusal(forced ? 'forced reboot' : 'soft reboot');
      return refusal;
    }
    for (const machine of called) machine?.reboot(requestId, { forced });
    return { body: { RequestId: requestId } };
  },
);

function rebootRefusal(machine: Machine | undefined, forced: boolean): CloudRefusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, forced ? 'forced reboot' : 'soft reboot');
  if (planned !== null) return planned;
  if (machine.canBeRebooted(false)) return null;
  return { code: stopStateCodes.get(machine.status) ?? 'UnsupportedOperation' };
}
