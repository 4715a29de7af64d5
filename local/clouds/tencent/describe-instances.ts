import * as z from 'zod/mini';
import { stopChargingOf } from '../charging.ts';
import { type ActionOutcome, cloudAction } from '../cloud-action.ts';
import { lookAt, visibleMachines } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { filters, passes, tagKeysExist } from './filters.ts';
import { instanceIds, pageOf, paging, tencentParameters } from './parameters.ts';

const actionWords = { start: 'StartInstances', stop: 'StopInstances', reboot: 'RebootInstances' } as const;
const failures = {
  start: 'The instance did not come up.',
  stop: 'The instance did not shut down.',
  reboot: 'The instance did not restart.',
} as const;
const outcomeWords = { operating: 'OPERATING', succeeded: 'SUCCESS', failed: 'FAILED' } as const;

/**
 * DescribeInstances: by ids or by filters, never both. Unknown ids and ids of other regions are
 * simply not in the answer.
 */
export const describeInstances = cloudAction(
  tencentParameters({ InstanceIds: z.optional(instanceIds), Filters: z.optional(filters), ...paging }),
  (given, { machines, region, requestId }): ActionOutcome => {
    if (given.InstanceIds !== undefined && given.Filters !== undefined) {
      return { code: 'InvalidParameter', message: 'InstanceIds and Filters exclude each other.' };
    }
    const { Filters: chosen = [] } = given;
    if (!tagKeysExist(chosen, machines)) return { code: 'InvalidParameterValue.TagKeyNotFound' };
    const found = visibleMachines(machines, region, given.InstanceIds).filter((machine) => passes(machine, chosen));
    return { body: { TotalCount: found.length, InstanceSet: lookAt(pageOf(found, given), instanceRow), RequestId: requestId } };
  },
);

const chargeTypes = { 'pay-as-you-go': 'POSTPAID_BY_HOUR', subscription: 'PREPAID', spot: 'SPOTPAID' } as const;

function instanceRow({ spec, status, lastOperation, lastStop }: Machine) {
  // An instance that cannot be stopped without charge shows NOT_APPLICABLE when it is stopped, too.
  const kept = stopChargingOf(spec) === 'grants' ? 'KEEP_CHARGING' : 'NOT_APPLICABLE';
  const stopMode = lastStop?.stopCharging === true ? 'STOP_CHARGING' : kept;
  return {
    InstanceId: spec.id,
    InstanceName: spec.id,
    InstanceState: status,
    RestrictState: spec.lock ?? 'NORMAL',
    IsolatedSource: 'NOTISOLATED',
    InstanceChargeType: chargeTypes[spec.paid ?? 'pay-as-you-go'],
    InstanceType: 'S5.MEDIUM4',
    CreatedTime: '2026-01-05T02:00:00Z',
    SystemDisk: { DiskType: spec.localDisks === true ? 'LOCAL_BASIC' : 'CLOUD_BSSD', DiskSize: 50 },
    DataDisks: [],
    StopChargingMode: status === 'STOPPED' ? stopMode : 'NOT_APPLICABLE',
    Placement: { Zone: `${spec.region}-1`, ProjectId: 0, HostId: null },
    Tags: Object.entries(spec.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    LatestOperation: lastOperation === null ? null : actionWords[lastOperation.action],
    LatestOperationState: lastOperation === null ? null : outcomeWords[lastOperation.outcome],
    LatestOperationRequestId: lastOperation?.requestId ?? null,
    LatestOperationErrorMsg: lastOperation?.outcome === 'failed' ? failures[lastOperation.action] : '',
    ExpiredTime: spec.paid === 'subscription' ? '2027-01-05T16:00:00Z' : null,
  };
}

/** DescribeInstancesStatus: ids and states only, paged like DescribeInstances. */
export const describeInstancesStatus = cloudAction(
  tencentParameters({ InstanceIds: z.optional(instanceIds), ...paging }),
  (given, { machines, region, requestId }): ActionOutcome => {
    const found = visibleMachines(machines, region, given.InstanceIds);
    const rows = lookAt(pageOf(found, given), ({ spec, status }) => ({ InstanceId: spec.id, InstanceState: status }));
    return { body: { TotalCount: found.length, InstanceStatusSet: rows, RequestId: requestId } };
  },
);
