import * as z from 'zod/mini';
import type { FoundPage } from '../domain/port.ts';
import { unreadable } from './answer.ts';
import { readRow } from './fields.ts';

/**
 * A listing with more pages comes from a server that never ends: at 100 rows each they would hold
 * a million instances.
 */
const mostPages = 10_000;

/** The fields of a {@link Position}, for cursors that hold more. */
export const positionFields = {
  pages: z.int().check(z.nonnegative()),
  rows: z.int().check(z.nonnegative()),
  first: z.nullable(z.string()),
};
const position = z.object(positionFields);

/**
 * How far a listing has come between two of its pages. It travels in the cursor, as JSON: nothing
 * else remembers it.
 */
export interface Position {
  /** Pages read so far. */
  readonly pages: number;
  /** The rows of those pages together. */
  readonly rows: number;
  /** The id of the last page's first row; null when that page was empty. */
  readonly first: string | null;
}

/** Before the first page. */
export const beginning: Position = { pages: 0, rows: 0, first: null };

/**
 * Reads a cursor. Throws a ProviderFailure for a cursor that Reveille did not write; then the
 * listing begins again.
 */
export function readCursor<Schema extends z.ZodMiniType>(schema: Schema, cursor: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(cursor));
  } catch {
    throw unreadable('the position where the listing continues cannot be read');
  }
}

/** Where a listing continues. Throws as {@link readCursor} does. */
export function positionAt(cursor: string | null): Position {
  return cursor === null ? beginning : readCursor(position, cursor);
}

/**
 * The position after a page with these rows. Throws a ProviderFailure for the same page twice, and
 * for too many pages.
 */
export function positionAfter({ pages, rows, first }: Position, ids: readonly (string | null)[]): Position {
  const [next = null] = ids;
  if (next !== null && next === first) throw unreadable('DescribeInstances gave the same page twice');
  if (pages >= mostPages) throw unreadable(`DescribeInstances has more than ${mostPages} pages`);
  return { pages: pages + 1, rows: rows + ids.length, first: next };
}

/** The rows of one page of a listing, by their ids; null for a row without a readable one. */
export interface ListedRows {
  readonly rows: readonly (string | null)[];
  /** Those that carry the tags. */
  readonly matching: readonly string[];
  /** Those that cannot be read, so that nobody knows their tags. */
  readonly unread: readonly (string | null)[];
}

/**
 * Reads the rows of a page, each by itself. `isMeant`: whether a row carries the tags, null where
 * nobody can know.
 */
export function listRows<Row>(
  page: readonly unknown[],
  schema: z.ZodMiniType<Row>,
  idField: string,
  isMeant: (row: Row) => boolean | null,
): ListedRows {
  const read = page.map((each) => {
    const { id, row } = readRow(schema, idField, each);
    return { id, meant: row === null ? null : isMeant(row) };
  });
  return {
    rows: read.map(({ id }) => id),
    matching: read.flatMap(({ id, meant }) => (id !== null && meant ? [id] : [])),
    unread: read.flatMap(({ id, meant }) => (meant === null ? [id] : [])),
  };
}

/**
 * A page of a listing that tells its total of rows. The listing ends with the last row: a page
 * that is shorter than asked for may only be the server's own limit. Throws a ProviderFailure when
 * rows are missing at the end, or a page repeats.
 */
export function countedPage(before: Position, { rows, matching, unread }: ListedRows, total: number): FoundPage {
  const after = positionAfter(before, rows);
  const ids = [...new Set(matching)];
  if (after.rows >= total) return { ids, unread, cursor: null, total };
  if (rows.length === 0) throw unreadable(`DescribeInstances ended after ${after.rows} of ${total} rows`);
  return { ids, unread, cursor: JSON.stringify(after), total };
}
