import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a scenario in a process of its own and returns what it printed. Rejects with its stderr when it fails or takes over 60 s. */
export async function runScenario(name: string): Promise<Record<string, unknown>> {
  const host = join(import.meta.dirname, 'host.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [host, name], { timeout: 60_000, maxBuffer: 32 * 1024 * 1024 });
  return JSON.parse(stdout) as Record<string, unknown>;
}
