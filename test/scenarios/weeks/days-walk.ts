import { fileURLToPath } from 'node:url';
import type { Rehearsal } from '../../../cli/rehearse/settle-and-report.ts';
import type { CloudState } from '../../../local/clouds/cloud-state.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { runHost } from '../../support/run-host.ts';

/** Days through which one stack is walked. */
export interface DaysWalk {
  /**
   * The configuration as an operator writes it, but for its accounts: of each only the provider.
   */
  readonly source: Readonly<Record<string, unknown>> & { readonly accounts: Readonly<Record<string, ProviderName>> };
  /** What the clouds hold in the beginning. */
  readonly instances: CloudState['instances'];
  /** The days, in order: from a date on, so many. */
  readonly windows: readonly { readonly from: string; readonly count: number }[];
}

const host = fileURLToPath(new URL('./days-host.ts', import.meta.url));

/**
 * Walks the real stack through days in a process of its own, and returns the report of all of
 * them.
 */
export async function walkDays(walk: DaysWalk): Promise<Rehearsal> {
  return (await runHost(host, walk)) as Rehearsal;
}
