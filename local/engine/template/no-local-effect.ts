import * as z from 'zod/mini';

/** A property that the engine accepts and that changes nothing on one machine, for the reason written; any value is taken. */
export function noLocalEffect(reason: string): z.ZodMiniOptional<z.ZodMiniUnknown> {
  return z.optional(z.unknown().check(z.describe(reason)));
}

/** Tags, which only people and bills read. */
export const tags = noLocalEffect('tags are for people and for the bill');
