import { cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { instanceIds, tencentParameters } from './parameters.ts';

/** The code for each state that cannot be started (seed 003). States not in it get the bare UnsupportedOperation. */
const codeByState: ReadonlyMap<string, string> = new Map([
  ['RUNNING', 'UnsupportedOperation.InstanceStateRunning'],
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
]);

/** StartInstances (seed 003): no result per instance, so the first instance that cannot be started fails the whole call. */
export const startInstances = cloudAction(
  tencentParameters({ InstanceIds: instanceIds }),
  ({ InstanceIds: ids }, { machines, region, requestId }): Outcome => {
    const called = ids.map((id) => findMachine(machines, region, id));
    for (const machine of called) {
      const refusal = startRefusal(machine);
      if (refusal === null) continue;
      machine?.spendRefusal();
      return refusal;
    }
    for (const machine of called) machine?.start(requestId);
    return { body: { RequestId: requestId } };
  },
);

function startRefusal(machine: Machine | undefined): Refusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = machine.plannedRefusal;
  if (planned !== null && planned.code !== null) return { ...planned, code: planned.code };
  // Which code a restricted instance gets is documented nowhere; isolation is what the restrictions are about.
  if (machine.spec.lock !== undefined && machine.spec.lock !== 'NORMAL') {
    return { code: 'UnsupportedOperation.InstanceStateIsolating' };
  }
  return machine.isStopped ? null : { code: codeByState.get(machine.status) ?? 'UnsupportedOperation' };
}
