import type { Selection } from '../../shared/domain/selection.ts';
import type { CalledProvider } from '../support/providers/a-provider.ts';

/** The ids of a listing, read page by page to its end. */
export async function allOf({ find }: CalledProvider, selection: Partial<Selection> = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await find(cursor, selection);
    ids.push(...page.ids);
    cursor = page.cursor;
  } while (cursor !== null);
  return ids;
}
