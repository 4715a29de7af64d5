import { fileURLToPath } from 'node:url';
import { UsageError } from '../terminal/exit-code.ts';
import { readTrigger, type Trigger, type TriggerOptions } from './read-trigger.ts';

/** What `reveille local` is asked to do. */
export interface LocalOptions {
  readonly config: string;
  readonly secrets: string | null;
  /** True: the endpoints of accounts are ignored, and stand-ins answer. */
  readonly standIns: boolean;
  /** The file of alerts that come while the run lasts. */
  readonly alerts: string | null;
  /** Null when only alerts, or what waits in the `state` file, are to be settled. */
  readonly trigger: Trigger | null;
  /** The file that keeps the queues' messages between runs. */
  readonly state: string | null;
  readonly clock: 'virtual' | 'real' | null;
  readonly json: boolean;
}

/** The options of the command line, as they were typed. */
export interface LocalValues extends TriggerOptions {
  readonly config: string;
  readonly secrets?: string;
  readonly standIns?: boolean;
  readonly alerts?: string;
  readonly state?: string;
  readonly clock?: string;
  readonly json?: boolean;
}

/** The options of `reveille start`, as they were typed. */
export interface StartValues extends Omit<LocalValues, 'config'> {
  readonly config?: string;
  readonly strict?: boolean;
}

/**
 * What `reveille start` is asked to do: a run of the sample, unless the command line names another
 * configuration.
 */
export interface SampleOptions {
  readonly run: LocalOptions;
  /** True: after the morning comes the night of the sample. */
  readonly night: boolean;
  /** True: exit as `reveille local` does. */
  readonly strict: boolean;
}

/** Reads the values of `local`. Throws UsageError naming everything that is wrong with them. */
export function readLocalOptions(values: LocalValues): LocalOptions {
  const { config, secrets = null, standIns = false, alerts = null, state = null, clock, json = false } = values;
  const read = readTrigger(values);
  const trigger = 'trigger' in read ? read.trigger : null;
  const mistakes = 'mistakes' in read ? [...read.mistakes] : [];
  if (trigger === null && alerts === null && state === null && !('mistakes' in read))
    mistakes.push(
      '--fire SCHEDULE is missing: name the schedule to fire, the days to run with --from DATE --days N, or the alerts that come with --alerts FILE',
    );
  if (clock !== undefined && clock !== 'virtual' && clock !== 'real') mistakes.push(`--clock ${clock}: must be virtual or real`);
  if (trigger?.kind === 'days' && clock === 'real')
    mistakes.push('--clock real: cannot be combined with --from and --days, because the run would take that many real days');
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  const asked = clock === 'virtual' || clock === 'real' ? clock : null;
  return { config, secrets, standIns, alerts, trigger, state, clock: asked, json };
}

const sampleConfig = fileURLToPath(new URL('../../reveille.yaml', import.meta.url));

/**
 * Reads the values of `start`: those of `local`, where the sample's office hours are fired unless
 * days are walked.
 */
export function readStartOptions({ strict = false, config = sampleConfig, ...values }: StartValues): SampleOptions {
  const { fire: named, alerts, clock, state } = values;
  const walks = values.from !== undefined || values.days !== undefined;
  const fire = walks ? {} : { fire: 'office-hours' };
  const isUsual = !walks && config === sampleConfig && clock !== 'real' && (named ?? alerts ?? state) === undefined;
  return { run: readLocalOptions({ ...fire, ...values, config }), strict, night: isUsual };
}
