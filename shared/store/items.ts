import * as z from 'zod/mini';
import type { FleetItem } from '../restart/fleet-item.ts';
import type { Machine, MachineItem } from '../restart/machine-item.ts';

/*
 * The table. Its key is `pk` and `sk`, both texts; `expiresAt` is its TTL attribute.
 *
 *   pk                         sk          what is remembered
 *   M#<account>#<region>#<id>  STATE       a machine: acts, episodes, recoveries, trip, permits
 *   R#<restart>                AT-ONCE     a restart: its recent acts, for the brake of the fleet
 *   S#<source>                 TRUNCATED   a source: when people were told that it cut alerts off
 *   W#<schedule>               DEPLOYED    a schedule: since when its hours are deployed
 *   W#<gap>                    TOLD        a gap that the watch has found and told
 *
 * A provider without regions leaves that place empty. Accounts, restarts and sources are names of
 * the configuration and have no `#`. Every item has a version `v` and a count of its writes, `seq`.
 */

/** The key of one item. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: 'STATE' | 'AT-ONCE' | 'TRUNCATED' | 'TOLD' | 'DEPLOYED';
}

/** The item of a machine. */
export function machineKey({ account, region, instanceId }: Machine): ItemKey {
  return { pk: `M#${account}#${region ?? ''}#${instanceId}`, sk: 'STATE' };
}

/** The item of a restart. */
export function fleetKey(restart: string): ItemKey {
  return { pk: `R#${restart}`, sk: 'AT-ONCE' };
}

/** The item of a source. */
export function truncatedKey(source: string): ItemKey {
  return { pk: `S#${source}`, sk: 'TRUNCATED' };
}

/** When people were told last that a source cut alerts off, and of which message. */
export interface TruncatedItem {
  readonly v: 1;
  readonly seq: number;
  readonly toldAt: number;
  readonly message: string;
}

const permit = z.nullable(
  z.strictObject({
    at: z.number(),
    job: z.string(),
    call: z.string(),
    seen: z.optional(z.literal(true)),
    forgiven: z.optional(z.literal(true)),
  }),
);

const machine = z.strictObject({
  v: z.literal(1),
  seq: z.int(),
  acts: z.array(
    z.strictObject({
      at: z.number(),
      until: z.number(),
      job: z.string(),
      statement: z.string(),
      is: z.enum(['counted', 'forgiven', 'given-back']),
    }),
  ),
  episodes: z.array(
    z.strictObject({
      key: z.string(),
      at: z.number(),
      receivedAt: z.number(),
      heardAt: z.number(),
      state: z.enum(['acted', 'waiting', 'skipped']),
      statement: z.string(),
      until: z.nullable(z.number()),
      counts: z.boolean(),
    }),
  ),
  resolved: z.array(z.strictObject({ series: z.string(), at: z.number() })),
  tripped: z.nullable(z.strictObject({ at: z.number(), because: z.enum(['flapping', 'budget']), statement: z.string() })),
  permits: z.strictObject({ start: permit, reboot: permit, 'force-reboot': permit }),
}) satisfies z.ZodMiniType<MachineItem>;

const fleet = z.strictObject({
  v: z.literal(1),
  seq: z.int(),
  acts: z.array(
    z.strictObject({
      at: z.number(),
      machine: z.string(),
      statement: z.nullable(z.string()),
      before: z.optional(z.number()),
    }),
  ),
}) satisfies z.ZodMiniType<FleetItem>;

const truncated = z.strictObject({
  v: z.literal(1),
  seq: z.int(),
  toldAt: z.number(),
  message: z.string(),
}) satisfies z.ZodMiniType<TruncatedItem>;

/** The schemas of the items, by their sort key. */
export const itemSchemas = { STATE: machine, 'AT-ONCE': fleet, TRUNCATED: truncated } as const;

/** An item that nothing may go on without, and that nobody can read. The message says what to do. */
export class ItemUnreadable extends Error {
  override readonly name = 'ItemUnreadable';
}

/**
 * An item as the table holds it, without its key and its expiry.
 * @throws ItemUnreadable for an item of a version that this Reveille does not know, and for one that cannot
 * be read. Nothing may go on without it, because what is remembered protects the machine
 */
export function readItem<T extends z.ZodMiniType>(schema: T, { pk, sk }: ItemKey, item: unknown): z.output<T> {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const version = typeof item === 'object' && item !== null && 'v' in item ? item.v : undefined;
  if (version !== 1)
    throw new ItemUnreadable(
      `item ${pk} ${sk} has version ${JSON.stringify(version)}, and this Reveille knows version 1; deploy the Reveille that wrote it`,
    );
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new ItemUnreadable(`item ${pk} ${sk} cannot be read: ${issues}; delete the item, and its machine or restart begins anew`);
}
