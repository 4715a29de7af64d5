import type * as z from 'zod/mini';
import { type Observation, sighting } from '../domain/vocabulary.ts';
import { readRow } from './fields.ts';

/** How a provider writes the rows of a look. */
export interface RowReading<Row> {
  readonly schema: z.ZodMiniType<Row>;
  /** The field that holds the id. */
  readonly idField: string;
  readonly observationOf: (row: Row) => Observation;
}

// Neither says that the instance does not exist, so neither may end it: it is looked at again.
const unreadableRow = sighting('busy', 'its row has another shape', { obstacle: 'unread' });
const cutShort = sighting('busy', 'missing in an answer that was cut short', { obstacle: 'unread' });

/**
 * What the pages of a look show of the wanted ids. A row that cannot be read costs its own id
 * only. `total`: how many instances the provider says there are; null where it does not say. Where
 * it has sent fewer, such as one of them twice, or a row has no readable id, an id without a row is
 * no id that does not exist.
 */
export function seenIn<Row>(
  ids: readonly string[],
  pages: readonly (readonly unknown[])[],
  total: number | null,
  { schema, idField, observationOf }: RowReading<Row>,
): ReadonlyMap<string, Observation> {
  const wanted = new Set(ids);
  const seen = new Map<string, Observation>();
  const rows = pages.flat().map((row) => readRow(schema, idField, row));
  for (const { id, row } of rows) {
    if (id === null || !wanted.has(id)) continue;
    if (row !== null) seen.set(id, observationOf(row));
    else if (!seen.has(id)) seen.set(id, unreadableRow);
  }
  const listed = new Set(rows.map(({ id }) => id));
  const isWhole = !listed.has(null) && listed.size >= (total ?? 0);
  if (!isWhole) for (const id of ids) if (!seen.has(id)) seen.set(id, cutShort);
  return seen;
}
