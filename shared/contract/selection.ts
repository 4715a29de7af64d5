import * as z from 'zod/mini';
import type { Selection } from '../domain/selection.ts';

/**
 * A {@link Selection} as JSON, in a compiled configuration and in a message. A selection that asks
 * for nothing is refused: it would mean a whole region.
 */
export const selection = z
  .strictObject({
    tags: z.record(z.string(), z.string()),
    resourceGroup: z.nullable(z.string()),
    maxMatches: z.nullable(z.int()),
  })
  .check(
    z.refine(({ tags, resourceGroup }) => Object.keys(tags).length > 0 || resourceGroup !== null, {
      error: 'must have a tag or a resource group',
    }),
  ) satisfies z.ZodMiniType<Selection>;
