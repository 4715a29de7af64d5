import { cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { instanceIds, tencentParameters } from './parameters.ts';
import { startStateCodes } from './state-codes.ts';

/** StartInstances (seed 003): no result per instance, so the first instance that cannot be started fails the whole call. */
export const startInstances = cloudAction(
  tencentParameters({ InstanceIds: instanceIds }),
  ({ InstanceIds: ids }, { machines, region, requestId }): Outcome => {
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

function startRefusal(machine: Machine | undefined): Refusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, 'start');
  if (planned !== null) return planned;
  // Which code a restricted instance gets is documented nowhere; isolation is what the restrictions are about.
  if (machine.spec.lock !== undefined && machine.spec.lock !== 'NORMAL') {
    return { code: 'UnsupportedOperation.InstanceStateIsolating' };
  }
  return machine.isStopped ? null : { code: startStateCodes.get(machine.status) ?? 'UnsupportedOperation' };
}
