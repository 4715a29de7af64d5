import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Scenario, ScenarioResult } from './scenario.ts';

const host = fileURLToPath(new URL('./host.ts', import.meta.url));

/** Runs scenarios through the real stack in a process of their own. Rejects with what that process printed when it fails. */
export async function runScenarios<K extends string>(
  scenarios: Readonly<Record<K, Scenario>>,
): Promise<Readonly<Record<K, ScenarioResult>>> {
  const folder = await mkdtemp(join(tmpdir(), 'reveille-scenarios-'));
  try {
    const [input, output] = [join(folder, 'scenarios.json'), join(folder, 'results.json')];
    await writeFile(input, JSON.stringify(scenarios));
    await promisify(execFile)(process.execPath, [host, input, output], { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(await readFile(output, 'utf8')) as Record<K, ScenarioResult>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
