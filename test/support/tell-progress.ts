import type { EngineEvent } from '../../local/engine/engine-event.ts';

/** Prints a line of what happens in a host's engine, by which {@link file://./run-host.ts} knows that it is still at work. */
export function tellProgress({ kind, at }: Pick<EngineEvent, 'kind' | 'at'>): void {
  process.stdout.write(`${new Date(at).toISOString()} ${kind}\n`);
}
