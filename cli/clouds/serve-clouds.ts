import type { CloudState } from '../../local/clouds/cloud-state.ts';
import { startClouds } from '../../local/clouds/clouds.ts';
import { readCloudState } from '../../local/clouds/read-cloud-state.ts';
import { sampleState } from '../../local/clouds/sample-state.ts';
import { readTextFile } from '../../shared/configuration/text-file.ts';
import { exitCodes, UsageError } from '../terminal/exit-code.ts';
import { type World, writeJson } from '../terminal/world.ts';

/**
 * Serves the three stand-in clouds with the machines of a file, or of the sample, until this
 * process is told to end. Writes their origins as one line of JSON.
 * @returns the exit code, once they have ended
 * @throws UsageError with a line for each mistake in the file, and ConfigurationError when it
 * cannot be read
 */
export async function serveClouds(file: string | null, world: World): Promise<number> {
  const clouds = await startClouds(file === null ? sampleState : await stateIn(file), { now: world.now });
  // Before the origins are printed, because a reader may end this process as soon as it has them.
  const end = toldToEnd();
  writeJson(world, clouds.origins);
  await end;
  await clouds.close();
  return exitCodes.allWell;
}

function toldToEnd(): Promise<void> {
  const { promise, resolve: tell } = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, tell);
  return promise;
}

async function stateIn(file: string): Promise<CloudState> {
  const read = readCloudState(await readTextFile(file));
  if ('state' in read) return read.state;
  throw new UsageError(read.mistakes.map((mistake) => `${file}: ${mistake}`).join('\n'));
}
