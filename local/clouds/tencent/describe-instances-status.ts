import * as z from 'zod/mini';
import { cloudAction, type Outcome } from '../cloud-action.ts';
import { lookAt, visibleMachines } from '../fleet.ts';
import { instanceIds, pageOf, paging, tencentParameters } from './parameters.ts';

/** DescribeInstancesStatus: ids and states only, paged like DescribeInstances. */
export const describeInstancesStatus = cloudAction(
  tencentParameters({ InstanceIds: z.optional(instanceIds), ...paging }),
  (given, { machines, region, requestId }): Outcome => {
    const found = visibleMachines(machines, region, given.InstanceIds);
    const rows = lookAt(pageOf(found, given), ({ spec, status }) => ({ InstanceId: spec.id, InstanceState: status }));
    return { body: { TotalCount: found.length, InstanceStatusSet: rows, RequestId: requestId } };
  },
);
