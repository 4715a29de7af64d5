import * as z from 'zod/mini';
import { type BatchMode, batchModes } from '../../../shared/domain/vocabulary.ts';
import type { ActionContext, ActionOutcome, CloudRefusal } from '../cloud-action.ts';
import { findMachine } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import type { PowerRequest } from '../misbehaviour.ts';
import { instanceIdList, optionalFlag, requiredText } from './parameters.ts';
import { alibabaRefusals } from './refusals.ts';

/** The parameters that StartInstances (seed 000) and StopInstances (its page) share. */
export const batchShape = {
  RegionId: requiredText,
  InstanceId: instanceIdList,
  BatchOptimization: z.optional(z.enum(batchModes, 'InvalidParameter')),
  DryRun: optionalFlag,
};

/** What a call asks for, and which instances it names. */
export interface BatchCall {
  readonly InstanceId: readonly string[];
  readonly BatchOptimization?: BatchMode | undefined;
  readonly DryRun?: 'true' | 'false' | undefined;
}

/** How one action deals with one machine. */
export interface BatchPart {
  readonly request: PowerRequest;
  readonly refusalOf: (machine: Machine | undefined) => CloudRefusal | null;
  readonly carryOut: (machine: Machine) => void;
  /** The state in the row of a machine that accepted the action. */
  readonly underWay: string;
}

interface Candidate {
  readonly id: string;
  readonly machine: Machine | undefined;
  readonly refusal: CloudRefusal | null;
}

/**
 * Carries out a batch action: AllTogether refuses the whole call for its first bad instance,
 * SuccessFirst answers row by row.
 */
export function runBatch(
  { InstanceId: ids, BatchOptimization, DryRun }: BatchCall,
  part: BatchPart,
  context: ActionContext,
): ActionOutcome {
  // This code has two statuses: 404 for an unknown id, 403 for an empty id.
  if (ids.includes('')) return { code: 'InvalidInstanceId.NotFound', status: 403, message: 'InstanceId should not be null.' };
  const candidates = ids.map((id): Candidate => {
    const machine = findMachine(context.machines, context.region, id);
    return { id, machine, refusal: part.refusalOf(machine) };
  });
  const isAtomic = (BatchOptimization ?? 'AllTogether') === 'AllTogether';
  const firstBad = isAtomic ? candidates.find(({ refusal }) => refusal !== null) : undefined;
  // With SuccessFirst a dry run always answers success, also when the check found something (seed
  // 000, note under DryRun).
  if (DryRun === 'true') return firstBad?.refusal ?? { code: 'DRYRUN.SUCCESS' };
  if (firstBad?.refusal) {
    firstBad.machine?.spendRefusal(part.request);
    return firstBad.refusal;
  }
  const rows = candidates.map((candidate) => carryOutOne(candidate, part));
  return { body: { RequestId: context.requestId, InstanceResponses: { InstanceResponse: rows } } };
}

function carryOutOne({ id, machine, refusal }: Candidate, part: BatchPart): Readonly<Record<string, string>> {
  const before = machine?.status ?? '';
  if (machine === undefined || refusal !== null) {
    machine?.spendRefusal(part.request);
    const { code, message } = refusal ?? { code: 'InvalidInstanceId.NotFound' };
    const Message = message ?? alibabaRefusals[code]?.message ?? 'The operation was refused.';
    return { InstanceId: id, PreviousStatus: before, CurrentStatus: before, Code: code, Message };
  }
  part.carryOut(machine);
  return { InstanceId: id, PreviousStatus: before, CurrentStatus: part.underWay, Code: '200', Message: 'success' };
}
