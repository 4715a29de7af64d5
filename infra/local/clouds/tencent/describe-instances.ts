import * as z from 'zod/mini';
import { cloudAction, type Outcome } from '../cloud-action.ts';
import { lookAt, visibleMachines } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { instanceIds, pageOf, paging, tencentParameters } from './parameters.ts';

/** The filters served here, and what each compares. Tencent documents more; those are refused like unknown ones. */
const filterable = {
  'instance-id': (machine: Machine) => machine.spec.id,
  'instance-state': (machine: Machine) => machine.status,
} as const;

const filters = z
  .array(
    z.strictObject({
      Name: z.enum(['instance-id', 'instance-state'], 'InvalidFilter'),
      Values: z
        .array(z.string('InvalidParameter'), 'InvalidParameter')
        .check(z.maxLength(5, 'InvalidParameterValue.LimitExceeded')),
    }),
    'InvalidParameter',
  )
  .check(z.maxLength(10, 'InvalidParameterValue.LimitExceeded'));

const outcomeWords = { operating: 'OPERATING', succeeded: 'SUCCESS', failed: 'FAILED' } as const;

/** DescribeInstances: by ids or by filters, never both. Unknown ids and ids of other regions are simply not in the answer. */
export const describeInstances = cloudAction(
  tencentParameters({ InstanceIds: z.optional(instanceIds), Filters: z.optional(filters), ...paging }),
  (given, { machines, region, requestId }): Outcome => {
    if (given.InstanceIds !== undefined && given.Filters !== undefined) {
      return { code: 'InvalidParameter', message: 'InstanceIds and Filters exclude each other.' };
    }
    const found = visibleMachines(machines, region, given.InstanceIds).filter((machine) =>
      (given.Filters ?? []).every(({ Name, Values }) => Values.includes(filterable[Name](machine))),
    );
    return { body: { TotalCount: found.length, InstanceSet: lookAt(pageOf(found, given), instanceRow), RequestId: requestId } };
  },
);

function instanceRow({ spec, status, lastStart }: Machine) {
  const failed = lastStart?.outcome === 'failed';
  return {
    InstanceId: spec.id,
    InstanceName: spec.id,
    InstanceState: status,
    RestrictState: spec.lock ?? 'NORMAL',
    IsolatedSource: 'NOTISOLATED',
    InstanceChargeType: 'POSTPAID_BY_HOUR',
    StopChargingMode: 'NOT_APPLICABLE',
    Placement: { Zone: `${spec.region}-1`, ProjectId: 0 },
    Tags: [],
    LatestOperation: lastStart === null ? null : 'StartInstances',
    LatestOperationState: lastStart === null ? null : outcomeWords[lastStart.outcome],
    LatestOperationRequestId: lastStart?.requestId ?? null,
    LatestOperationErrorMsg: failed ? 'The instance did not come up.' : '',
    ExpiredTime: null,
  };
}
