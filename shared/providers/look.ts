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
const unreadableRow = sighting('busy', 'unreadable: its row has another shape');
const cutShort = sighting('busy', 'missing in an answer that was cut short');

/**
 * What the pages of a look show of the wanted ids. A row that cannot be read costs its own id
 * only. `whole`: the provider has sent as many rows as it says there are. Where it has not, or a
 * row has no readable id, an id without a row is no id that does not exist.
 */
export function seenIn<Row>(
  ids: readonly string[],
  pages: readonly (readonly unknown[])[],
  whole: boolean,
  { schema, idField, observationOf }: RowReading<Row>,
): ReadonlyMap<string, Observation> {
  const wanted = new Set(ids);
  const seen = new Map<string, Observation>();
  let isWhole = whole;
  for (const each of pages.flat()) {
    const { id, row } = readRow(schema, idField, each);
    if (id === null) isWhole = false;
    else if (wanted.has(id) && row !== null) seen.set(id, observationOf(row));
    else if (wanted.has(id) && !seen.has(id)) seen.set(id, unreadableRow);
  }
  if (!isWhole) for (const id of ids) if (!seen.has(id)) seen.set(id, cutShort);
  return seen;
}
