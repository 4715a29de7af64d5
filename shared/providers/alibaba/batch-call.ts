import type { ActOptions } from '../../domain/port.ts';
import type { StopMode } from '../../domain/vocabulary.ts';

/** One call for a whole batch: the action and its parameters. */
export interface BatchCall {
  readonly action: 'StartInstances' | 'StopInstances';
  readonly parameters: Readonly<Record<string, string>>;
}

const stoppedModes: Readonly<Record<StopMode, string>> = { 'keep-charging': 'KeepCharging', 'stop-charging': 'StopCharging' };

/**
 * The StartInstances (seed 000) or StopInstances of these ids. StoppedMode is always sent, because its default depends on the account,
 * and so is ForceStop (StopInstances page).
 */
export function batchCall(ids: readonly string[], options: ActOptions, region: string | null): BatchCall {
  const numbered = Object.fromEntries(ids.map((id, index) => [`InstanceId.${index + 1}`, id]));
  const parameters = { RegionId: region ?? '', BatchOptimization: options.batchMode, ...numbered };
  if (options.action === 'start') return { action: 'StartInstances', parameters };
  const { mode, force } = options;
  return { action: 'StopInstances', parameters: { ...parameters, StoppedMode: stoppedModes[mode], ForceStop: String(force) } };
}
