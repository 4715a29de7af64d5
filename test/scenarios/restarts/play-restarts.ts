import { fileURLToPath } from 'node:url';
import { runHost } from '../../support/run-host.ts';
import type { RestartScenarios } from './restart-host.ts';

const host = fileURLToPath(new URL('./restart-host.ts', import.meta.url));

/** What a scenario of restarts came to. */
export type EndOf<N extends keyof RestartScenarios> = Awaited<ReturnType<RestartScenarios[N]>>;

/** Plays a scenario of restarts in a process of its own. */
export async function playRestarts<N extends keyof RestartScenarios>(name: N): Promise<EndOf<N>> {
  return (await runHost(host, name)) as EndOf<N>;
}
