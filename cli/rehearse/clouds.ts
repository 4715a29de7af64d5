import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CloudState } from '../../local/clouds/cloud-state.ts';
import { startClouds } from '../../local/clouds/clouds.ts';
import { readCloudState } from '../../local/clouds/read-cloud-state.ts';
import { sampleState } from '../../local/clouds/sample-state.ts';

// `npm run -s clouds -- [--state F]`: serves the three stand-in clouds until it is told to stop.

/** What the command line asks for, or what is wrong with it: one line per mistake. */
async function stateOf(args: readonly string[]): Promise<{ state: CloudState } | { mistakes: readonly string[] }> {
  let file: string | undefined;
  try {
    file = parseArgs({ args: [...args], options: { state: { type: 'string' } } }).values.state;
  } catch (error) {
    const [said] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { mistakes: [`${said?.replace(/\.$/, '')}. Usage: npm run -s clouds -- [--state FILE]`] };
  }
  if (file === undefined) return { state: sampleState };
  try {
    const read = readCloudState(await readFile(file, 'utf8'));
    return 'state' in read ? read : { mistakes: read.mistakes.map((mistake) => `${file}: ${mistake}`) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { mistakes: [`${file}: cannot be read (${code})`] };
  }
}

const asked = await stateOf(process.argv.slice(2));
if ('mistakes' in asked) {
  for (const mistake of asked.mistakes) console.error(mistake);
  process.exitCode = 2;
} else {
  const clouds = await startClouds(asked.state, { now: Date.now });
  const stop = () => void clouds.close();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(JSON.stringify(clouds.origins));
}
