import * as z from 'zod/mini';
import { cloudAction, type Outcome } from '../cloud-action.ts';
import { lookAt, visibleMachines } from '../fleet.ts';
import { pageOf, paging } from './paging.ts';
import { instanceIds, zenlayerParameters } from './parameters.ts';
import { reportedStatus } from './reported-status.ts';

/** DescribeInstancesStatus. No or an empty list of ids lists everything; unknown ids are simply not in the answer. */
export const describeInstancesStatus = cloudAction(
  zenlayerParameters({ instanceIds: z.optional(instanceIds), ...paging }),
  ({ instanceIds: ids = [], ...page }, { machines }): Outcome => {
    const found = visibleMachines(machines, null, ids.length === 0 ? undefined : ids);
    const dataSet = lookAt(pageOf(found, page), ({ spec, status }) => ({
      instanceId: spec.id,
      instanceStatus: reportedStatus(status),
    }));
    return { body: { totalCount: found.length, dataSet } };
  },
);
