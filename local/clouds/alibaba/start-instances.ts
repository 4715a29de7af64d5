import { cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { batchShape, runBatch } from './batch.ts';
import { alibabaParameters, optionalFlag, requiredText } from './parameters.ts';

/**
 * StartInstance (seed 001). It has no RegionId: on the real service the host decides, here any region will do. Its dry run
 * looks at keys, rights and parameters, not at the instance; only a planned refusal stands in for missing rights.
 */
export const startInstance = cloudAction(
  alibabaParameters({ InstanceId: requiredText, InitLocalDisk: optionalFlag, DryRun: optionalFlag }),
  ({ InstanceId: id, InitLocalDisk: wipe, DryRun: dryRun }, { machines, requestId }): Outcome => {
    const machine = findMachine(machines, null, id);
    if (dryRun === 'true') return (machine && plannedRefusal(machine, 'start')) ?? { code: 'DryRunOperation' };
    const refusal = alibabaStartRefusal(machine);
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
  (given, context): Outcome =>
    runBatch(
      given,
      {
        request: 'start',
        refusalOf: alibabaStartRefusal,
        carryOut: (machine) => machine.start(context.requestId),
        underWay: 'Starting',
      },
      context,
    ),
);

/** Why an instance cannot be started now, or null. A planned refusal comes first, whatever the state. Codes: seeds 000 and 001. */
export function alibabaStartRefusal(machine: Machine | undefined): Refusal | null {
  if (machine === undefined) return { code: 'InvalidInstanceId.NotFound' };
  const planned = plannedRefusal(machine, 'start');
  if (planned !== null) return planned;
  if (machine.isSoldOut) return { code: 'OperationDenied.NoStock' };
  if (machine.spec.lock !== undefined) return { code: 'InstanceLockedForSecurity' };
  return machine.isStopped ? null : { code: 'IncorrectInstanceStatus' };
}
