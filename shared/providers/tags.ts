import { carriesAll, type Selection } from '../domain/selection.ts';

/**
 * How a provider writes the tags of an instance. `inside`: the field of an object around the list.
 */
export interface TagFields {
  readonly inside: string | null;
  readonly key: string;
  readonly value: string;
}

/**
 * Whether the tags of a row are those of a selection; null where nobody can know, because one of
 * the tags has another shape. An odd tag costs nothing where the others are enough.
 */
export function carries(selection: Selection, tags: unknown, fields: TagFields): boolean | null {
  const list = isObject(tags) && fields.inside !== null && !Array.isArray(tags) ? tags[fields.inside] : tags;
  const rows: readonly unknown[] = Array.isArray(list) ? list : [];
  const read = rows.map((row) => tagIn(row, fields));
  const own = new Map(read.filter((tag) => tag !== null));
  if (carriesAll(selection, own)) return true;
  const isWhole = (list === null || list === undefined || Array.isArray(list)) && !read.includes(null);
  return isWhole ? false : null;
}

function tagIn(row: unknown, { key, value }: TagFields): readonly [string, string] | null {
  if (!isObject(row)) return null;
  const [name, text] = [row[key], row[value] ?? ''];
  if (typeof name !== 'string' || !(typeof text === 'string' || typeof text === 'number')) return null;
  return [name, String(text)];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
