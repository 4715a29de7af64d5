import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { TimedSchedule } from '../schedule/transition.ts';
import type { ItemTable } from './item-table.ts';
import { readItem } from './items.ts';

/** What the watch remembers. Instants are epoch milliseconds. */
export interface WatchStore {
  /**
   * Since when a schedule is deployed with these hours: the first watch that saw them. Before that
   * nothing of it can be missing.
   */
  deployedSince(name: string, schedule: TimedSchedule, now: number): Promise<number>;
  /** Whether people were told of a gap. */
  isTold(gap: string): Promise<boolean>;
  /** Remembers that people were told of a gap. */
  markTold(gap: string, now: number): Promise<void>;
}

const deployed = z.strictObject({ v: z.literal(1), seq: z.int(), hours: z.string(), since: z.number() });
/** Longer than any watch looks back. */
const keptForMs = 7 * 24 * 3_600_000;

/** The watch's memory in the table. Throws what the table refuses. */
export function watchStore(table: ItemTable): WatchStore {
  const told = (gap: string) => ({ pk: `W#${gap}`, sk: 'TOLD' }) as const;
  return {
    async deployedSince(name, schedule, now) {
      const key = { pk: `W#${name}`, sk: 'DEPLOYED' } as const;
      const hours = createHash('sha256').update(JSON.stringify(schedule)).digest('hex');
      const item = await table.read(key);
      const known = item === null ? null : readItem(deployed, key, item);
      if (known?.hours === hours) return known.since;
      await table.write(key, { item: { v: 1, seq: known?.seq ?? 0, hours, since: now } as { seq: number }, expiresAt: null });
      return now;
    },
    isTold: async (gap) => (await table.read(told(gap))) !== null,
    async markTold(gap, now) {
      const expiresAt = Math.ceil((now + keptForMs) / 1_000);
      await table.write(told(gap), { item: { v: 1, seq: 0 } as { seq: number }, expiresAt });
    },
  };
}
