import { brokenPromises } from './broken-promises.ts';
import { runModel } from './run-model.ts';

// Writes after how many histories a promise is broken, and which, as JSON; null when none is.

const most = Number(process.argv[2]);
let found: { histories: number; told: string } | null = null;
for (let seed = 0; seed < most && found === null; seed += 1) {
  const [told] = await broken(seed);
  if (told !== undefined) found = { histories: seed + 1, told };
}
process.stdout.write(JSON.stringify(found));

async function broken(seed: number): Promise<string[]> {
  try {
    return brokenPromises(await runModel(seed));
  } catch (error) {
    return [`ends with ${String(error)}`];
  }
}
