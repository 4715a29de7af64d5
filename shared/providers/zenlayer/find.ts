import * as z from 'zod/mini';
import type { ZenlayerSecret } from '../../contract/secret.ts';
import type { FoundPage } from '../../domain/port.ts';
import type { Selection } from '../../domain/selection.ts';
import { unreadable } from '../answer.ts';
import type { Sender } from '../ask.ts';
import { countWord, idWord, rowList, word } from '../fields.ts';
import { countedPage, listRows, positionAt } from '../listing-position.ts';
import type { CallContext } from '../provider.ts';
import { carries, type TagFields } from '../tags.ts';
import { requestZec } from './request.ts';

const tagFields: TagFields = { inside: 'tags', key: 'key', value: 'value' };

/**
 * An instance of DescribeInstances, as far as a selection needs it. `tags` is a list in a request
 * and an object with a list here.
 */
const taggedInstance = z.object({
  instanceId: idWord,
  resourceGroupId: z.optional(z.nullable(z.string())),
  tags: z.optional(z.unknown()),
});

/** A page of DescribeInstances. */
const taggedInstancesBody = z.object({ requestId: word, response: z.object({ totalCount: countWord, dataSet: rowList }) });

/**
 * Pages are numbered, so rows can shift between them: fewer pages are better. A thousand rows are
 * allowed, but an answer of more than 8 MiB is not read. At 500 rows, each may have 16 KiB.
 */
const pageSize = 500;
/** The most tags of a call, and the longest key and value (DescribeInstances page). */
const mostTags = 20;
const longestTag = 64;

type Row = z.infer<typeof taggedInstance>;

/**
 * One page of the instances that carry the tags and are in the resource group. How several tags
 * combine is not documented: the rows' own tags and group decide.
 */
export async function find(
  parts: Sender,
  selection: Selection,
  cursor: string | null,
  context: CallContext<ZenlayerSecret>,
): Promise<FoundPage> {
  const position = positionAt(cursor);
  const parameters = { ...filterOf(selection), pageSize, pageNum: position.pages + 1 };
  const parsed = taggedInstancesBody.safeParse(await requestZec(parts, 'DescribeInstances', parameters, context));
  if (!parsed.success) throw unreadable('DescribeInstances answered in a shape that is not documented');
  const { dataSet, totalCount } = parsed.data.response;
  const listed = listRows(dataSet, taggedInstance, 'instanceId', (row) => isMeant(selection, row));
  return countedPage(position, listed, totalCount);
}

/**
 * The filters that the documents allow; the other tags are only compared here. An empty list might
 * mean no filter or no match, so it is not sent.
 */
function filterOf({ tags, resourceGroup }: Selection) {
  const isSendable = (text: string) => text.length >= 1 && text.length <= longestTag;
  const sendable = Object.entries(tags).filter(([key, value]) => isSendable(key) && isSendable(value));
  const filter = sendable.slice(0, mostTags).map(([key, value]) => ({ key, value }));
  return {
    ...(filter.length === 0 ? {} : { tags: filter }),
    ...(resourceGroup === null ? {} : { resourceGroupId: resourceGroup }),
  };
}

function isMeant(selection: Selection, { tags, resourceGroupId }: Row): boolean | null {
  const inGroup = selection.resourceGroup === null || resourceGroupId === selection.resourceGroup;
  return inGroup && carries(selection, tags, tagFields);
}
