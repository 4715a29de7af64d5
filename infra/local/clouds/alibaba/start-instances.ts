import * as z from 'zod/mini';
import { batchModes } from '../../../../shared/domain/vocabulary.ts';
import { type CallContext, cloudAction, type Outcome, type Refusal } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { alibabaParameters, instanceIdList, optionalFlag, requiredText } from './parameters.ts';
import { alibabaRefusals } from './refusals.ts';
import { alibabaStartRefusal } from './start-refusal.ts';

interface Candidate {
  readonly id: string;
  readonly machine: Machine | undefined;
  readonly refusal: Refusal | null;
}

/** StartInstances (seed 000): AllTogether refuses the whole call for its first bad instance, SuccessFirst answers row by row. */
export const startInstances = cloudAction(
  alibabaParameters({
    RegionId: requiredText,
    InstanceId: instanceIdList,
    BatchOptimization: z.optional(z.enum(batchModes, 'InvalidParameter')),
    DryRun: optionalFlag,
  }),
  ({ InstanceId: ids, BatchOptimization: mode = 'AllTogether', DryRun: dryRun }, context): Outcome => {
    // The one code with two statuses: 404 for an unknown id, 403 for an empty one.
    if (ids.includes('')) return { code: 'InvalidInstanceId.NotFound', status: 403, message: 'InstanceId should not be null.' };
    const candidates = ids.map((id): Candidate => {
      const machine = findMachine(context.machines, context.region, id);
      return { id, machine, refusal: alibabaStartRefusal(machine) };
    });
    const firstBad = mode === 'AllTogether' ? candidates.find(({ refusal }) => refusal !== null) : undefined;
    // With SuccessFirst a dry run says success whatever the check found (seed 000, note under DryRun).
    if (dryRun === 'true') return firstBad?.refusal ?? { code: 'DRYRUN.SUCCESS' };
    if (firstBad?.refusal) {
      firstBad.machine?.spendRefusal();
      return firstBad.refusal;
    }
    return {
      body: {
        RequestId: context.requestId,
        InstanceResponses: { InstanceResponse: candidates.map((one) => startOne(one, context)) },
      },
    };
  },
);

function startOne({ id, machine, refusal }: Candidate, { requestId }: CallContext): Readonly<Record<string, string>> {
  const before = machine?.status ?? '';
  if (refusal !== null) {
    machine?.spendRefusal();
    const message = refusal.message ?? alibabaRefusals[refusal.code]?.message ?? 'The operation was refused.';
    return { InstanceId: id, PreviousStatus: before, CurrentStatus: before, Code: refusal.code, Message: message };
  }
  machine?.start(requestId);
  return { InstanceId: id, PreviousStatus: before, CurrentStatus: 'Starting', Code: '200', Message: 'success' };
}
