import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ManyAccounts, ManyAccountsEnd } from './many-accounts.ts';

const host = fileURLToPath(new URL('./many-accounts-host.ts', import.meta.url));

/** Runs one job of many accounts through the real stack, in a process of its own. Rejects with what that process printed when it fails. */
export async function runManyAccounts(plan: ManyAccounts): Promise<ManyAccountsEnd> {
  const folder = await mkdtemp(join(tmpdir(), 'reveille-accounts-'));
  try {
    const [input, output] = [join(folder, 'plan.json'), join(folder, 'end.json')];
    await writeFile(input, JSON.stringify(plan));
    await promisify(execFile)(process.execPath, [host, input, output], { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(await readFile(output, 'utf8')) as ManyAccountsEnd;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
