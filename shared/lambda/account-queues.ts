import type { DispatchConfiguration } from '../contract/compiled-configuration.ts';
import type { WorkQueueUrls } from '../contract/env.ts';

/**
 * The URL of the work queue that each account's batches go to, by the account's name. Called when
 * the function starts.
 * @throws Error that names every account whose provider has no queue. The deployment is then wrong
 * as a whole, so the function fails when it starts, before the first job
 */
export function accountQueues(accounts: DispatchConfiguration['accounts'], urls: WorkQueueUrls): ReadonlyMap<string, string> {
  const queues = new Map<string, string>();
  const without: string[] = [];
  for (const [name, { provider }] of Object.entries(accounts)) {
    const url = urls[provider];
    if (url === null) without.push(`${name} (${provider})`);
    else queues.set(name, url);
  }
  if (without.length > 0) throw new Error(`WORK_QUEUE_URLS has no queue for the provider of account ${without.join(', ')}`);
  return queues;
}
