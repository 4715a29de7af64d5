import type { ItemTable } from '../../../shared/store/item-table.ts';

/** A table in memory that keeps the promises of the real one, and what it did. */
export interface MemoryTable extends ItemTable {
  readonly items: Map<string, string>;
  readonly did: { readonly what: 'read' | 'write' | 'lost'; readonly pk: string }[];
}

/** Items are kept as JSON, so that nobody can change what was written. */
export function memoryTable(): MemoryTable {
  const items = new Map<string, string>();
  const did: { what: 'read' | 'write' | 'lost'; pk: string }[] = [];
  const stored = (pk: string): unknown => JSON.parse(items.get(pk) ?? 'null');
  return {
    items,
    did,
    async read({ pk }) {
      did.push({ what: 'read', pk });
      return stored(pk);
    },
    async write({ pk }, { item }) {
      const now = stored(pk);
      const seq = now !== null && typeof now === 'object' && 'seq' in now ? now.seq : 0;
      const holds = seq === item.seq;
      did.push({ what: holds ? 'write' : 'lost', pk });
      if (holds) items.set(pk, JSON.stringify({ ...item, seq: item.seq + 1 }));
      return holds;
    },
  };
}
