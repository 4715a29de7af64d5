import { brokenPromises } from './broken-promises.ts';
import { restartSeeds } from './reboots/model-restart.ts';
import { runModel } from './run-model.ts';

// Writes after how many histories a promise is broken, and which, as JSON; null when none is.

const most = Number(process.argv[2]);
let found: { histories: number; told: string } | null = null;
for (let count = 1; count <= most && found === null; count += 1) {
  // Every third history is of a restart.
  const third = Math.floor(count / 3);
  const [told] = await broken(count % 3 === 0 ? restartSeeds + third : count - third);
  if (told !== undefined) found = { histories: count, told };
}
process.stdout.write(JSON.stringify(found));

async function broken(seed: number): Promise<string[]> {
  try {
    return brokenPromises(await runModel(seed));
  } catch (error) {
    return [`ends with ${String(error)}`];
  }
}
