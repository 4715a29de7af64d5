import * as z from 'zod/mini';
import { stopChargingOf } from '../charging.ts';
import { type ActionOutcome, type CloudRefusal, cloudAction } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine, StopManner } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { instanceIds, tencentParameters } from './parameters.ts';

/**
 * StartInstances (seed 003): no result per instance, so the first instance that cannot be started
 * fails the whole call.
 */
export const startInstances = cloudAction(
  tencentParameters({ InstanceIds: instanceIds }),
  ({ InstanceIds: ids }, { machines, region, requestId }): ActionOutcome => {
    const called = ids.map((id) => findMachine(machines, region, id));
    for (const machine of called) {
      const refusal = startRefusal(machine);
      if (refusal === null) continue;
      machine?.spendRefusal('start');
      return refusal;
    }
    for (const machine of called) machine?.start(requestId);
    return { body: { RequestId: requestId } };
  },
);

function startRefusal(machine: Machine | undefined): CloudRefusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, 'start');
  if (planned !== null) return planned;
  // Which code a restricted instance gets is documented nowhere; isolation is what the
  // restrictions are about.
  if (machine.spec.lock !== undefined && machine.spec.lock !== 'NORMAL') {
    return { code: 'UnsupportedOperation.InstanceStateIsolating' };
  }
  return machine.isStopped ? null : { code: startStateCodes.get(machine.status) ?? 'UnsupportedOperation' };
}

/**
 * The codes that StartInstances (seed 003) and StopInstances (its list of errors) have for a state
 * alike.
 */
const shared = [
  ['STARTING', 'UnsupportedOperation.InstanceStateStarting'],
  ['STOPPING', 'UnsupportedOperation.InstanceStateStopping'],
  ['REBOOTING', 'UnsupportedOperation.InstanceStateRebooting'],
  ['PENDING', 'UnsupportedOperation.InstanceStatePending'],
  ['LAUNCH_FAILED', 'UnsupportedOperation.InstanceStateCorrupted'],
  ['SHUTDOWN', 'UnsupportedOperation.InstanceStateShutdown'],
  ['TERMINATING', 'UnsupportedOperation.InstanceStateTerminating'],
  ['ENTER_RESCUE_MODE', 'UnsupportedOperation.InstanceStateEnterRescueMode'],
  ['RESCUE_MODE', 'UnsupportedOperation.InstanceStateRescueMode'],
  ['EXIT_RESCUE_MODE', 'UnsupportedOperation.InstanceStateExitRescueMode'],
  ['SERVICE_LIVE_MIGRATE', 'UnsupportedOperation.InstanceStateServiceLiveMigrate'],
] as const;

/**
 * The code for each state that cannot be started. States not in it get the bare
 * UnsupportedOperation.
 */
const startStateCodes: ReadonlyMap<string, string> = new Map([
  ...shared,
  ['RUNNING', 'UnsupportedOperation.InstanceStateRunning'],
]);

/**
 * The code for each state that cannot be stopped or rebooted. States not in it get the bare
 * UnsupportedOperation.
 */
export const stopStateCodes: ReadonlyMap<string, string> = new Map([
  ...shared,
  ['STOPPED', 'UnsupportedOperation.InstanceStateStopped'],
  ['ENTER_SERVICE_LIVE_MIGRATE', 'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate'],
  ['EXIT_SERVICE_LIVE_MIGRATE', 'UnsupportedOperation.InstanceStateExitServiceLiveMigrate'],
]);

/**
 * StopInstances (CVM API page 213/33235): no result per instance, so the first instance that
 * cannot be stopped fails the whole call. SOFT_FIRST cuts the power of an instance that a soft
 * stop would not stop; the disused ForceStop means the same. About a forced stop while STOPPING
 * the page says only "only RUNNING". Here it is accepted. A state that wants it refused plans
 * `InstanceStateStopping` with `only: forced`.
 */
export const stopInstances = cloudAction(
  tencentParameters({
    InstanceIds: instanceIds,
    StopType: z.optional(z.enum(['SOFT', 'SOFT_FIRST', 'HARD'], 'InvalidParameterValue')),
    StoppedMode: z.optional(z.enum(['KEEP_CHARGING', 'STOP_CHARGING'], 'InvalidParameterValue')),
    ForceStop: z.optional(z.boolean('InvalidParameter')),
  }),
  (given, { machines, region, requestId }): ActionOutcome => {
    if (given.ForceStop !== undefined && given.StopType !== undefined) return { code: 'InvalidParameterCombination' };
    const type = given.StopType ?? (given.ForceStop === true ? 'SOFT_FIRST' : 'SOFT');
    const asked = { forced: type === 'HARD', stopCharging: given.StoppedMode === 'STOP_CHARGING' };
    const called = given.InstanceIds.map((id) => findMachine(machines, region, id));
    for (const machine of called) {
      const refusal = stopRefusal(machine, asked);
      if (refusal === null) continue;
      machine?.spendRefusal(requestOf(asked));
      return refusal;
    }
    for (const machine of called) {
      const forced = asked.forced || (type === 'SOFT_FIRST' && machine?.obeysSoftStop === false);
      machine?.stop(requestId, { ...asked, forced });
    }
    return { body: { RequestId: requestId } };
  },
);

function requestOf({ forced }: StopManner) {
  return forced ? 'forced stop' : 'soft stop';
}

function stopRefusal(machine: Machine | undefined, asked: StopManner): CloudRefusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, requestOf(asked));
  if (planned !== null) return planned;
  if (!machine.canBeStopped(asked.forced)) return { code: stopStateCodes.get(machine.status) ?? 'UnsupportedOperation' };
  const cannot = asked.stopCharging && stopChargingOf(machine.spec) === 'refuses';
  return cannot ? { code: 'UnsupportedOperation.StoppedModeStopCharging' } : null;
}
