import type { BatchInstance } from './batch.ts';
import type { ActOptions } from './port.ts';
import type { BatchMode, ChargeMode, ProviderAction, StopMode } from './vocabulary.ts';

/**
 * What the schedule and target ask of every instance of a batch, whatever its action. Durations in
 * milliseconds.
 */
interface CommonOptions {
  readonly batchMode: BatchMode;
  readonly dryRun: boolean;
  /** How long after the due time the action may still be sent. */
  readonly expiresAfterMs: number;
  /**
   * How long after its acceptance the action may take until the instance is seen in the wanted
   * state.
   */
  readonly confirmWithinMs: number;
}

/** What is asked of a start. */
export interface StartBatchOptions extends CommonOptions {
  readonly action: 'start';
  /**
   * True: Alibaba's StartInstance with InitLocalDisk, which WIPES local disks (seed 001); only on
   * an instance's first start in a job.
   */
  readonly initLocalDisk: boolean;
}

/** What is asked of a stop. */
export interface StopBatchOptions extends CommonOptions {
  readonly action: 'stop';
  /** Always sent, because Alibaba's default depends on the account (StopInstances page). */
  readonly stopMode: StopMode;
  /**
   * True: the provider refused to stop these without charge, so with `stop-charging-or-keep` they
   * are stopped with it.
   */
  readonly keeps?: boolean | undefined;
  /**
   * True: a stop that is still under way `forceAfterMs` after its acceptance is forced, which is a
   * power cut.
   */
  readonly force: boolean;
  readonly forceAfterMs: number;
}

/**
 * What is asked of a restart. A restart never wipes a local disk, whatever the schedule of the
 * instance says.
 */
export interface RestartBatchOptions extends CommonOptions {
  readonly action: 'restart';
  readonly whenStopped: 'start' | 'leave';
  readonly whenRunning: 'reboot' | 'leave';
  /**
   * True: an instance that a soft reboot has not brought back is forced once, which is a power cut.
   */
  readonly force: boolean;
  readonly forceAfterMs: number;
  /** No second reboot is sent to an instance within this time, whatever asks for it. */
  readonly cooldownMs: number;
  /**
   * The schedule that keeps the restart to its hours: once it wants its machines off, nothing is
   * sent. Null: at all hours. Absent in older messages, which are carried out at all hours.
   */
  readonly within?: string | null | undefined;
}

/** What is asked of a batch: one shape per action, named by the action of its job. */
export type BatchOptions = StartBatchOptions | StopBatchOptions | RestartBatchOptions;

/**
 * True when a start of this batch wipes the local disks of instances that no earlier start has
 * reached.
 */
export function wipesDisks(options: BatchOptions): boolean {
  return options.action === 'start' && options.initLocalDisk;
}

/** What is asked of a provider, and whether by a power cut. */
export interface Asked {
  readonly asked: ProviderAction;
  readonly force: boolean;
}

/**
 * What one call asks of the provider for these instances. `force`: a power cut, for a stop or a
 * reboot. A wipe is sent only for an instance that no start of this job can have reached, not even
 * a start by a function that died. `asked`: what these instances of a restart need; of another job
 * it is the job's action.
 */
export function actOptionsOf(
  options: BatchOptions,
  instances: readonly Pick<BatchInstance, 'id' | 'acted'>[],
  { asked, force }: Asked,
): ActOptions {
  const { batchMode } = options;
  if (options.action === 'stop') return { action: 'stop', batchMode, mode: chargeModeOf(options), force };
  if (options.action === 'restart') {
    if (asked === 'reboot') return { action: 'reboot', batchMode, force };
    return { action: 'start', batchMode, oneByOne: false, wipe: new Set() };
  }
  const untouched = options.initLocalDisk ? instances.filter(({ acted }) => !acted) : [];
  return { action: 'start', batchMode, oneByOne: options.initLocalDisk, wipe: new Set(untouched.map(({ id }) => id)) };
}

function chargeModeOf({ stopMode, keeps }: StopBatchOptions): ChargeMode {
  if (stopMode !== 'stop-charging-or-keep') return stopMode;
  return keeps === true ? 'keep-charging' : 'stop-charging';
}
