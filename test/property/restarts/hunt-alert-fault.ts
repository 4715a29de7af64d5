import { brokenAlertPromises } from './broken-alert-promises.ts';
import { runStory } from './run-story.ts';

// Writes after how many stories a promise is broken, and which, as JSON; null when none is.

const most = Number(process.argv[2]);
let found: { histories: number; told: string } | null = null;
for (let seed = 0; seed < most && found === null; seed += 1) {
  const [told] = await broken(seed);
  if (told !== undefined) found = { histories: seed + 1, told };
}
process.stdout.write(JSON.stringify(found));

async function broken(seed: number): Promise<string[]> {
  try {
    return brokenAlertPromises(await runStory(seed));
  } catch (error) {
    return [`ends with ${String(error)}`];
  }
}
