import * as z from 'zod/mini';
import { cloudAction, type Outcome } from '../cloud-action.ts';
import { lookAt, visibleMachines } from '../fleet.ts';
import { distinct, instanceIdForm } from '../instance-id.ts';
import type { Machine } from '../machine.ts';
import { readJson } from '../read-json.ts';
import { alibabaParameters, optionalFlag, requiredText } from './parameters.ts';

const idList = z
  .array(z.string('InvalidParameter').check(z.regex(instanceIdForm.alibaba, 'InvalidParameter')), 'InvalidParameter')
  .check(z.maxLength(100, 'InvalidParameter.TooManyInstanceIds'), z.refine(distinct, 'InvalidParameter'));

/**
 * DescribeInstances: InstanceIds is a JSON list inside a string (an empty one matches nothing), MaxResults 10 to 100 and
 * silently pulled into that range. Unknown ids and ids of other regions are simply not in the answer.
 */
export const describeInstances = cloudAction(
  alibabaParameters({
    RegionId: requiredText,
    InstanceIds: z.optional(z.pipe(z.string('InvalidParameter'), z.pipe(z.transform(readJson), idList))),
    MaxResults: z.optional(z.string().check(z.regex(/^\d+$/, 'InvalidParameter'))),
    NextToken: z.optional(z.string()),
    DryRun: optionalFlag,
  }),
  ({ InstanceIds: ids, MaxResults: wanted = '10', NextToken: token, DryRun: dryRun }, context): Outcome => {
    if (dryRun === 'true') return { code: 'DryRunOperation' };
    const from = token === undefined || token === '' ? 0 : readToken(token);
    if (from === null) return { code: 'InvalidParameter', message: 'Refused parameter: NextToken.' };
    const size = Math.min(100, Math.max(10, Number(wanted)));
    const found = visibleMachines(context.machines, context.region, ids);
    const rows = lookAt(found.slice(from, from + size), instanceRow);
    const next = from + size < found.length ? tokenAt(from + size) : '';
    return {
      body: {
        RequestId: context.requestId,
        NextToken: next,
        TotalCount: found.length,
        PageNumber: 1,
        PageSize: size,
        Instances: { Instance: rows },
      },
    };
  },
);

function instanceRow({ spec, status }: Machine) {
  return {
    InstanceId: spec.id,
    InstanceName: spec.id,
    Status: status,
    RegionId: spec.region,
    ZoneId: `${spec.region}-a`,
    StoppedMode: status === 'Stopped' ? 'KeepCharging' : 'Not-applicable',
    InstanceChargeType: 'PostPaid',
    OperationLocks: { LockReason: spec.lock === undefined ? [] : [{ LockReason: spec.lock }] },
    Tags: { Tag: [] },
  };
}

// Opaque on purpose: a client that builds its own tokens should fail here and not first at Alibaba.
function tokenAt(offset: number): string {
  return Buffer.from(`next/${offset}`).toString('base64url');
}

function readToken(token: string): number | null {
  const offset = /^next\/(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  return offset === undefined ? null : Number(offset);
}
