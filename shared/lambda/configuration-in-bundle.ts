import { readFileSync } from 'node:fs';
import type * as z from 'zod/mini';

/**
 * Reads the compiled configuration that was put beside the function's code at synth. Throws when
 * it is missing or of another version.
 */
export function configurationInBundle<T extends z.ZodMiniType>(schema: T, bundleUrl: string): z.output<T> {
  return schema.parse(JSON.parse(readFileSync(new URL('./configuration.json', bundleUrl), 'utf8')));
}
