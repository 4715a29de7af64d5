import type { ActOptions } from '../../domain/port.ts';
import type { StopMode } from '../../domain/vocabulary.ts';

/** A call for a whole batch: the action and its parameters. */
export interface ActCall {
  readonly action: 'StartInstances' | 'StopInstances';
  readonly parameters: Readonly<Record<string, unknown>>;
}

const stoppedModes: Readonly<Record<StopMode, string>> = { 'keep-charging': 'KEEP_CHARGING', 'stop-charging': 'STOP_CHARGING' };

/**
 * The StartInstances (seed 003) or StopInstances of these ids. StopType HARD is the power cut; ForceStop, which it replaced, may not be sent
 * beside it (vendor page 33235).
 */
export function actCall(ids: readonly string[], options: ActOptions): ActCall {
  if (options.action === 'start') return { action: 'StartInstances', parameters: { InstanceIds: ids } };
  const StopType = options.force ? 'HARD' : 'SOFT';
  return { action: 'StopInstances', parameters: { InstanceIds: ids, StopType, StoppedMode: stoppedModes[options.mode] } };
}
