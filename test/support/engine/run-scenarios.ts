import { fileURLToPath } from 'node:url';
import { runHost } from '../run-host.ts';
import type { Scenario, ScenarioResult } from '../scenario.ts';

const host = fileURLToPath(new URL('./scenario-host.ts', import.meta.url));

/**
 * Runs scenarios through the real stack in a process of their own. Rejects with what that process
 * printed when it fails.
 */
export async function runScenarios<K extends string>(
  scenarios: Readonly<Record<K, Scenario>>,
): Promise<Readonly<Record<K, ScenarioResult>>> {
  return (await runHost(host, scenarios)) as Record<K, ScenarioResult>;
}
