import { fileURLToPath } from 'node:url';
import { runHost } from '../run-host.ts';
import type { ManyAccounts, ManyAccountsEnd } from './many-accounts.ts';

const host = fileURLToPath(new URL('./many-accounts-host.ts', import.meta.url));

/**
 * Runs one job of many accounts through the real stack, in a process of its own. Rejects with what
 * that process printed when it fails.
 */
export async function runManyAccounts(plan: ManyAccounts): Promise<ManyAccountsEnd> {
  return (await runHost(host, plan)) as ManyAccountsEnd;
}
