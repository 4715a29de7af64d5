import * as z from 'zod/mini';
import type { FoundPage } from '../domain/port.ts';
import { unreadable } from './answer.ts';

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
export function positionAfter({ pages, rows, first }: Position, ids: readonly string[]): Position {
  const [next = null] = ids;
  if (next !== null && next === first) throw unreadable('DescribeInstances gave the same page twice');
  if (pages >= mostPages) throw unreadable(`DescribeInstances has more than ${mostPages} pages`);
  return { pages: pages + 1, rows: rows + ids.length, first: next };
}

/**
 * A page of a listing that tells its total of rows. The listing ends with the last row: a page
 * that is shorter than asked for may only be the server's own limit. Throws a ProviderFailure when
 * rows are missing at the end, or a page repeats.
 */
export function countedPage(before: Position, rows: readonly string[], matching: readonly string[], total: number): FoundPage {
  const after = positionAfter(before, rows);
  const ids = [...new Set(matching)];
  if (after.rows >= total) return { ids, cursor: null, total };
  if (rows.length === 0) throw unreadable(`DescribeInstances ended after ${after.rows} of ${total} rows`);
  return { ids, cursor: JSON.stringify(after), total };
}
