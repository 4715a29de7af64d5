import * as z from 'zod/mini';
import { type ActionOutcome, cloudAction } from '../cloud-action.ts';
import { lookAt, tagOf, visibleMachines } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { instanceIds, zenlayerParameters } from './parameters.ts';

const atLeastOne = z.minimum(1, 'INVALID_PARAMETER_LESS_MINIMUM');

/**
 * pageSize and pageNum of a describe: 20 rows by default, at most 1000; pages are counted from 1.
 */
const paging = {
  pageSize: z.optional(z.int('INVALID_PARAMETER_TYPE').check(atLeastOne, z.maximum(1000, 'INVALID_PARAMETER_EXCEED_MAXIMUM'))),
  pageNum: z.optional(z.int('INVALID_PARAMETER_TYPE').check(atLeastOne)),
};

/** The rows of one page. */
function pageOf<Row>(
  rows: readonly Row[],
  { pageSize = 20, pageNum = 1 }: { readonly pageSize?: number | undefined; readonly pageNum?: number | undefined },
): readonly Row[] {
  return rows.slice((pageNum - 1) * pageSize, pageNum * pageSize);
}

/** The resource group of an instance to which the state gives none; its id is made up. */
const defaultGroup = 'default-resource-group';

const word = z
  .string('INVALID_PARAMETER_TYPE')
  .check(z.minLength(1, 'INVALID_PARAMETER_LESS_LENGTH'), z.maxLength(64, 'INVALID_PARAMETER_EXCEED_LENGTH'));
const atMost20 = z.maxLength(20, 'INVALID_PARAMETER_EXCEED_LENGTH');

const filters = {
  tags: z.optional(
    z.array(z.strictObject({ key: word, value: word }, 'INVALID_PARAMETER_VALUE'), 'INVALID_PARAMETER_TYPE').check(atMost20),
  ),
  tagKeys: z.optional(z.array(word, 'INVALID_PARAMETER_TYPE').check(atMost20)),
  resourceGroupId: z.optional(z.string('INVALID_PARAMETER_TYPE')),
  status: z.optional(z.string('INVALID_PARAMETER_TYPE')),
};
type Filters = z.infer<z.ZodMiniObject<typeof filters>>;

/**
 * DescribeInstances (2025-09-01), as far as power control needs it; its other filters are refused
 * like unknown ones. No page says whether an instance must have all of `tags` or any of them. Here
 * any of them is enough, so that a client that does not compare the tags itself fails.
 */
export const describeInstances = cloudAction(
  zenlayerParameters({ instanceIds: z.optional(instanceIds), ...filters, ...paging }),
  ({ instanceIds: ids = [], pageSize, pageNum, ...chosen }, { machines }): ActionOutcome => {
    const visible = visibleMachines(machines, null, ids.length === 0 ? undefined : ids);
    const found = visible.filter((machine) => passes(machine, chosen));
    return { body: { totalCount: found.length, dataSet: lookAt(pageOf(found, { pageSize, pageNum }), instanceRow) } };
  },
);

function passes({ spec, status }: Machine, { tags = [], tagKeys = [], resourceGroupId, status: wanted }: Filters): boolean {
  return (
    (tags.length === 0 || tags.some(({ key, value }) => tagOf(spec, key) === value)) &&
    (tagKeys.length === 0 || tagKeys.some((key) => tagOf(spec, key) !== undefined)) &&
    (resourceGroupId === undefined || resourceGroupId === (spec.resourceGroup ?? defaultGroup)) &&
    (wanted === undefined || wanted === reportedStatus(status))
  );
}

function instanceRow({ spec, status }: Machine) {
  const resourceGroupId = spec.resourceGroup ?? defaultGroup;
  return {
    instanceId: spec.id,
    instanceName: spec.id,
    status: reportedStatus(status),
    resourceGroupId,
    resourceGroupName: resourceGroupId,
    tags: { tags: Object.entries(spec.tags ?? {}).map(([key, value]) => ({ key, value })) },
  };
}

/**
 * The word a describe has for a state: the action pages say STARTING, the product's own list of
 * states knows only BOOTING.
 */
function reportedStatus(status: string): string {
  return status === 'STARTING' ? 'BOOTING' : status;
}

/**
 * DescribeInstancesStatus. No or an empty list of ids lists everything; unknown ids are simply not
 * in the answer.
 */
export const describeInstancesStatus = cloudAction(
  zenlayerParameters({ instanceIds: z.optional(instanceIds), ...paging }),
  ({ instanceIds: ids = [], ...page }, { machines }): ActionOutcome => {
    const found = visibleMachines(machines, null, ids.length === 0 ? undefined : ids);
    const dataSet = lookAt(pageOf(found, page), ({ spec, status }) => ({
      instanceId: spec.id,
      instanceStatus: reportedStatus(status),
    }));
    return { body: { totalCount: found.length, dataSet } };
  },
);
