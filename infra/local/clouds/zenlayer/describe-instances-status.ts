import * as z from 'zod/mini';
import { cloudAction, type Outcome } from '../cloud-action.ts';
import { lookAt, visibleMachines } from '../fleet.ts';
import { instanceIds, zenlayerParameters } from './parameters.ts';

const atLeastOne = z.minimum(1, 'INVALID_PARAMETER_LESS_MINIMUM');

/**
 * DescribeInstancesStatus: 20 rows by default, at most 1000, pages counted from 1. No or an empty list of ids lists everything;
 * unknown ids are simply not in the answer.
 */
export const describeInstancesStatus = cloudAction(
  zenlayerParameters({
    instanceIds: z.optional(instanceIds),
    pageSize: z.optional(z.int('INVALID_PARAMETER_TYPE').check(atLeastOne, z.maximum(1000, 'INVALID_PARAMETER_EXCEED_MAXIMUM'))),
    pageNum: z.optional(z.int('INVALID_PARAMETER_TYPE').check(atLeastOne)),
  }),
  ({ instanceIds: ids = [], pageSize = 20, pageNum = 1 }, { machines }): Outcome => {
    const found = visibleMachines(machines, null, ids.length === 0 ? undefined : ids);
    const page = found.slice((pageNum - 1) * pageSize, pageNum * pageSize);
    const dataSet = lookAt(page, ({ spec, status }) => ({ instanceId: spec.id, instanceStatus: reported(status) }));
    return { body: { totalCount: found.length, dataSet } };
  },
);

// The action page says STARTING, the product's own list of states knows only BOOTING.
function reported(status: string): string {
  return status === 'STARTING' ? 'BOOTING' : status;
}
