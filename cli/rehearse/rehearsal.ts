import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CloudState } from '../../local/clouds/cloud-state.ts';
import { sampleState } from '../../local/clouds/sample-state.ts';
import { type Engine, startEngine } from '../../local/engine/engine.ts';
import type { EngineEvent } from '../../local/engine/engine-event.ts';
import { readConfiguration } from '../../shared/configuration/configuration-file.ts';
import { readSecrets } from '../../shared/configuration/secrets-file.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import type { PowerAction } from '../../shared/domain/vocabulary.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { fillQueues, queuesOf, waitingIn } from './engine-queues.ts';
import { fireAndSettle } from './fire-and-settle.ts';
import type { LocalOptions } from './local-options.ts';
import { emptyQueueState, type QueueState, readQueueStateIfAny } from './queue-state.ts';
import { clockFor, requireWork } from './run-setting.ts';
import { actionsOf } from './schedule-actions.ts';
import type { Rehearsal } from './settle-and-report.ts';
import { everyInstanceBefore, startStandIns } from './stand-in-accounts.ts';
import { synthesize } from './synthesize.ts';
import type { Trigger } from './trigger.ts';
import { walkAndSettle } from './walk-and-settle.ts';

/** What happens during a run, for a progress line. */
export type RehearsalEvent = EngineEvent | { readonly kind: 'synthesizing' | 'booting' };

/** A run that has ended, and what lies in its queues then. */
export interface LocalRun extends Rehearsal {
  readonly left: QueueState;
  /** The time zone of every schedule, by name. */
  readonly zones: Readonly<Record<string, string>>;
}

/** How a run is watched, and which machines the stand-in clouds have (default: every one the configuration names, running before a stop that is fired, else stopped). */
export interface RehearsalExtras {
  readonly instances?: CloudState['instances'];
  readonly onEvent: (event: RehearsalEvent) => void;
}

/**
 * Synthesizes the stack for a configuration, runs it on this machine with what the state file holds in its queues, and fires one rule or
 * walks through days, if asked to, until all work has settled. The state file is only read.
 * @throws UsageError and ConfigurationError for the operator's mistakes, before anything runs.
 */
export async function rehearse(options: LocalOptions, { instances, onEvent }: RehearsalExtras): Promise<LocalRun> {
  const configuration = await readConfiguration(options.config);
  const state = options.state === null ? emptyQueueState : await readQueueStateIfAny(options.state);
  const waiting = waitingIn(state);
  requireWork(options, configuration, waiting);
  const clock = clockFor(options, configuration);
  const secrets = await secretsFor(options, configuration);
  const workplace = await mkdtemp(join(tmpdir(), 'reveille-local-'));
  const standIns = await startStandIns(
    configuration.accounts,
    secrets,
    instances ?? everyInstanceBefore(firstAction(options.trigger, configuration), configuration),
  );
  try {
    onEvent({ kind: 'synthesizing' });
    const config = join(workplace, 'reveille.json');
    await writeFile(config, await withEndpoints(options.config, standIns.endpoints));
    const assembly = join(workplace, 'cdk.out');
    await synthesize(config, assembly);
    onEvent({ kind: 'booting' });
    const engine = await startEngine({ assembly, secrets, ...clock, onProgress: onEvent });
    try {
      await fillQueues(engine, state, options.state ?? '');
      const run = await runTrigger(engine, configuration, options.trigger, waiting);
      const zones = Object.entries(configuration.schedules).map(([name, { timezone }]) => [name, timezone] as const);
      return { ...run, left: queuesOf(engine), zones: Object.fromEntries(zones) };
    } finally {
      await engine.close();
    }
  } finally {
    await standIns.close();
    await rm(workplace, { recursive: true, force: true });
  }
}

// A fired stop is to stop something. Days begin in the morning, with everything off.
function firstAction(trigger: Trigger | null, configuration: Configuration): PowerAction {
  if (trigger?.kind !== 'fire') return 'start';
  return trigger.action ?? actionsOf(configuration, trigger.schedule)[0] ?? 'start';
}

function runTrigger(
  engine: Engine,
  configuration: Configuration,
  trigger: Trigger | null,
  waiting: readonly string[],
): Promise<Rehearsal> {
  if (trigger?.kind === 'days') return walkAndSettle(engine, configuration, { days: trigger.days, waiting });
  return fireAndSettle(engine, configuration, { ...(trigger ?? { schedule: null, at: null }), waiting });
}

/** Keys for a rehearsal against stand-ins may be made up; an endpoint is somebody else's and wants real ones. */
async function secretsFor(
  { secrets, config }: LocalOptions,
  { accounts }: Configuration,
): Promise<Readonly<Record<string, unknown>>> {
  if (secrets !== null) return readSecrets(secrets, accounts);
  const [outside] = Object.entries(accounts).filter(([, { endpoint }]) => endpoint !== undefined);
  if (outside === undefined) {
    return Object.fromEntries(
      Object.values(accounts).map(({ provider, secret }) => [secret, sampleState.credentials?.[provider]]),
    );
  }
  throw new UsageError(`--secrets FILE is missing: account ${outside[0]} in ${config} has an endpoint, so its key is needed`);
}

// The file as the operator wrote it, with nothing changed but where the accounts without an endpoint are answered.
async function withEndpoints(file: string, endpoints: Readonly<Record<string, string>>): Promise<string> {
  const source = parse(await readFile(file, 'utf8')) as { accounts: Record<string, object> };
  for (const [name, endpoint] of Object.entries(endpoints)) source.accounts[name] = { ...source.accounts[name], endpoint };
  return JSON.stringify(source);
}
