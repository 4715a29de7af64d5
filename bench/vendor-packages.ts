import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * Installs the bench's own packages unless exactly those are there. Resolves with whether it had
 * to. Rejects with npm's words.
 */
export async function installVendorPackages(): Promise<boolean> {
  const wanted = (await readJson('package.json')).dependencies ?? {};
  const present = await Promise.all(
    Object.entries(wanted).map(async ([name, version]) => {
      const found = await readJson(`node_modules/${name}/package.json`).catch(() => ({ version: null }));
      return found.version === version;
    }),
  );
  if (present.every(Boolean)) return false;
  await promisify(execFile)('npm', ['ci', '--prefix', fileURLToPath(new URL('.', import.meta.url))]);
  return true;
}

async function readJson(path: string): Promise<{ version?: string; dependencies?: Record<string, string> }> {
  return JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));
}
