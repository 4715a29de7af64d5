import * as z from 'zod/mini';
import type { AlibabaSecret } from '../../contract/secret.ts';
import type { FoundPage } from '../../domain/port.ts';
import type { Selection } from '../../domain/selection.ts';
import { unreadable } from '../answer.ts';
import { idWord } from '../fields.ts';
import { beginning, listRows, positionAfter, positionFields, readCursor } from '../listing-position.ts';
import type { CallContext } from '../provider.ts';
import { carries, type TagFields } from '../tags.ts';
import { describeInstancesBody } from './bodies.ts';
import { type AlibabaParts, requestEcs } from './request.ts';

/** A request says `Key` and `Value` for these. */
const tagFields: TagFields = { inside: 'Tag', key: 'TagKey', value: 'TagValue' };

/** An instance of DescribeInstances, as far as a selection needs it. */
const taggedInstance = z.object({
  InstanceId: idWord,
  Tags: z.optional(z.unknown()),
});

/** Tag.N goes from 1 to 20 (DescribeInstances page). */
const mostTags = 20;
/**
 * A filter by tags covers this many resources, and the answer does not tell when there are more
 * (DescribeInstances page).
 */
const filterCovers = 1000;

/**
 * Where a listing continues: after `token`, null for a first page. `held`: the ids that a listing
 * by the filter has found. They are handed out when the listing has ended within what a filter
 * covers. Null in a listing of the whole region.
 */
const listing = z.object({ ...positionFields, token: z.nullable(z.string()), held: z.nullable(z.array(z.string())) });
type Listing = z.infer<typeof listing>;

/**
 * One page of the region's instances that carry the tags. At first the tags are the filter. When
 * that listing reaches what a filter covers, the whole region is listed again without a filter,
 * and the rows' own tags decide.
 */
export async function find(
  parts: AlibabaParts,
  selection: Selection,
  cursor: string | null,
  context: CallContext<AlibabaSecret>,
): Promise<FoundPage> {
  const filter = filterOf(selection);
  const at = cursor === null ? from(filter) : readCursor(listing, cursor);
  const { listed, token } = await page(parts, at.held === null ? {} : filter, at.token, selection, context);
  const ids = [...new Set(listed.matching)];
  const { unread } = listed;
  const position = positionAfter(at, listed.rows);
  if (token !== null && token === at.token) throw unreadable('DescribeInstances gave the same NextToken twice');
  const next = (cursor: Listing | null): string | null => (cursor === null ? null : JSON.stringify(cursor));
  if (at.held === null)
    return { ids, unread, cursor: next(token === null ? null : { ...position, token, held: null }), total: null };
  // The whole region comes again, and these rows with it.
  if (position.rows >= filterCovers) return { ids: [], unread: [], cursor: next(from({})), total: null };
  const held = [...at.held, ...ids];
  if (token === null) return { ids: held, unread, cursor: null, total: null };
  return { ids: [], unread, cursor: next({ ...position, token, held }), total: null };
}

function from(filter: Readonly<Record<string, string>>): Listing {
  return { ...beginning, token: null, held: Object.keys(filter).length === 0 ? null : [] };
}

/**
 * The tags as parameters. A tag with an empty value would not filter, so it is only compared here,
 * as are tags after the 20th.
 */
function filterOf({ tags }: Selection): Readonly<Record<string, string>> {
  const filtering = Object.entries(tags).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filtering.slice(0, mostTags).flatMap(([key, value], index) => [
      [`Tag.${index + 1}.Key`, key],
      [`Tag.${index + 1}.Value`, value],
    ]),
  );
}

async function page(
  parts: AlibabaParts,
  filter: Readonly<Record<string, string>>,
  token: string | null,
  selection: Selection,
  context: CallContext<AlibabaSecret>,
) {
  const parameters = {
    RegionId: context.region ?? '',
    ...filter,
    MaxResults: '100',
    ...(token === null ? {} : { NextToken: token }),
  };
  const parsed = describeInstancesBody.safeParse(await requestEcs(parts, 'DescribeInstances', parameters, context));
  if (!parsed.success) throw unreadable('DescribeInstances answered in a shape that is not documented');
  const isMeant = ({ Tags }: z.infer<typeof taggedInstance>) => carries(selection, Tags, tagFields);
  const { Instances, NextToken } = parsed.data;
  return { listed: listRows(Instances?.Instance ?? [], taggedInstance, 'InstanceId', isMeant), token: NextToken };
}
