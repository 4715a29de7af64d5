import { resolve } from 'node:path';
import type { World } from '../terminal/world.ts';
import { runWithCdk } from './run-with-cdk.ts';

/** What `reveille synth` is asked to do. */
export interface SynthOptions {
  readonly config: string;
  /** The folder to write. */
  readonly output: string;
  /** Further arguments for `cdk synth`. */
  readonly rest: readonly string[];
}

/**
 * Synthesizes a configuration into a folder.
 * @returns the exit code of `cdk`
 * @throws ConfigurationError for mistakes in the configuration
 */
export async function synth({ config, output, rest }: SynthOptions, world: World): Promise<number> {
  const folder = resolve(output);
  return runWithCdk({ config, args: ['synth', '--quiet', '--output', folder, ...rest], mistakesIn: () => [] }, world);
}
