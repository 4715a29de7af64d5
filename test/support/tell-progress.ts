import type { EngineEvent } from '../../local/engine/engine-event.ts';

/**
 * Prints a line for each invocation in a host's engine, by which {@link file://./run-host.ts}
 * knows that it is still at work.
 */
export function tellProgress({ kind, at }: Pick<EngineEvent, 'kind' | 'at'>): void {
  if (kind === 'invoked' || kind === 'finished') process.stdout.write(`${new Date(at).toISOString()} ${kind}\n`);
}
