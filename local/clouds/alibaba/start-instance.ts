import { cloudAction, type Outcome } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import { plannedRefusal } from '../planned-refusal.ts';
import { alibabaParameters, optionalFlag, requiredText } from './parameters.ts';
import { alibabaStartRefusal } from './start-refusal.ts';

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
