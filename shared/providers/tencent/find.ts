import * as z from 'zod/mini';
import type { TencentSecret } from '../../contract/secret.ts';
import type { FoundPage } from '../../domain/port.ts';
import type { Selection } from '../../domain/selection.ts';
import { unreadable } from '../answer.ts';
import type { Sender } from '../ask.ts';
import { idWord } from '../fields.ts';
import { countedPage, listRows, positionAt } from '../listing-position.ts';
import { type CallContext, ProviderFailure } from '../provider.ts';
import { carries, type TagFields } from '../tags.ts';
import { describeInstancesBody } from './bodies.ts';
import { requestCvm } from './request.ts';

const tagFields: TagFields = { inside: null, key: 'Key', value: 'Value' };

/** An instance of DescribeInstances, as far as a selection needs it. */
const taggedInstance = z.object({ InstanceId: idWord, Tags: z.optional(z.unknown()) });

/** The largest page (vendor page 15728). */
const pageSize = 100;
/** The most filters of a call (vendor page 15728). */
const mostFilters = 10;
/**
 * The code for a tag key that no resource of the account has, so no instance has it
 * (DescribeInstances, vendor's SDK).
 */
const unknownKey = 'InvalidParameterValue.TagKeyNotFound';

/**
 * One page of the region's instances that carry the tags. Each tag is a filter `tag:<key>`; the
 * rows' own tags decide.
 */
export async function find(
  parts: Sender,
  selection: Selection,
  cursor: string | null,
  context: CallContext<TencentSecret>,
): Promise<FoundPage> {
  const position = positionAt(cursor);
  const parameters = { ...filtersOf(selection), Offset: position.rows, Limit: pageSize };
  const body = await requestCvm(parts, 'DescribeInstances', parameters, context).catch(noneOfThatKey);
  const parsed = describeInstancesBody.safeParse(body);
  if (!parsed.success) throw unreadable('DescribeInstances answered in a shape that is not documented');
  const { InstanceSet, TotalCount } = parsed.data.Response;
  const isMeant = ({ Tags }: z.infer<typeof taggedInstance>) => carries(selection, Tags, tagFields);
  return countedPage(position, listRows(InstanceSet, taggedInstance, 'InstanceId', isMeant), TotalCount);
}

/**
 * The first ten tags as filters; the others are only compared here. A filter is not documented to
 * take an empty value, so then the key alone is filtered and the value is compared here.
 */
function filtersOf({ tags }: Selection) {
  const Filters = Object.entries(tags)
    .slice(0, mostFilters)
    .map(([key, value]) => (value === '' ? { Name: 'tag-key', Values: [key] } : { Name: `tag:${key}`, Values: [value] }));
  return { Filters };
}

function noneOfThatKey(error: unknown): unknown {
  if (!(error instanceof ProviderFailure) || error.failure.code !== unknownKey) throw error;
  return { Response: { RequestId: error.failure.requestId ?? '', TotalCount: 0, InstanceSet: [] } };
}
