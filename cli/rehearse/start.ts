import { sampleState } from '../../local/clouds/sample-state.ts';
import type { World } from '../terminal/world.ts';
import type { StartOptions } from './local-options.ts';
import { runLocal } from './run-local.ts';

/**
 * Runs the sample against stand-in clouds that hold the sample's machines, all but the one that does not exist.
 * @returns the exit code: 0 also when that one machine failed and nothing else did, unless `strict`
 */
export function start({ run, strict }: StartOptions, world: World): Promise<number> {
  return runLocal(run, world, { instances: sampleState.instances, strict });
}
