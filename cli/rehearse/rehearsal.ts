import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudState } from '../../local/clouds/cloud-state.ts';
import { type Engine, startEngine } from '../../local/engine/engine.ts';
import type { EngineEvent } from '../../local/engine/engine-event.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { watchRuleName } from '../../shared/domain/names.ts';
import type { TransitionAction } from '../../shared/domain/vocabulary.ts';
import { portableConfiguration } from '../configuration/portable-configuration.ts';
import { cleaningUpAtEnd } from '../terminal/clean-up-at-end.ts';
import { UsageError } from '../terminal/exit-code.ts';
import { fillQueues, stateOf } from './engine-queues.ts';
import { fireAndSettle } from './fire-and-settle.ts';
import type { PreparedRun } from './prepare-run.ts';
import { actionsOf, type Trigger } from './read-trigger.ts';
import { type RunState, waitingIn } from './run-state.ts';
import { planAlerts, type SentAlerts } from './send-alerts.ts';
import type { Rehearsal, ZonedRun } from './settle-and-report.ts';
import { everyInstanceBefore, startStandIns } from './stand-in-accounts.ts';
import { synthesize } from './synthesize.ts';
import { walkAndSettle } from './walk-and-settle.ts';

/** What happens during a run, for a progress line. */
export type RehearsalEvent = EngineEvent | { readonly kind: 'synthesizing' | 'booting' | 'running' };

/** A run that has ended, and what it leaves for the next one. */
export interface LocalRun extends ZonedRun {
  readonly left: RunState;
}

/**
 * How a run is watched, and which machines the stand-in clouds have (default: every one the
 * configuration names, running before a stop that is fired, else stopped).
 */
export interface RehearsalExtras {
  readonly instances?: CloudState['instances'];
  readonly onEvent: (event: RehearsalEvent) => void;
}

/**
 * Synthesizes the stack for a configuration, runs it on this machine with what its state holds in
 * the queues, and fires one job or walks through days, if asked to, until all work has settled.
 * @throws UsageError when a queue does not take what the state has for it, or no temporary folder
 * can be made.
 */
export function rehearse(prepared: PreparedRun, extras: RehearsalExtras): Promise<LocalRun> {
  return cleaningUpAtEnd((end) => rehearseUntil(end, prepared, extras));
}

async function rehearseUntil(
  end: AsyncDisposableStack,
  { options, configuration, state, alerts, clock, secrets }: PreparedRun,
  { instances, onEvent }: RehearsalExtras,
): Promise<LocalRun> {
  const workplace = await temporaryFolder();
  end.defer(() => rm(workplace, { recursive: true, force: true }));
  const machines = instances ?? everyInstanceBefore(firstAction(options.trigger, configuration), configuration);
  const standIns = await startStandIns(configuration.accounts, secrets, machines);
  end.defer(standIns.close);
  onEvent({ kind: 'synthesizing' });
  const config = join(workplace, 'reveille.json');
  await writeFile(config, await portableConfiguration(options.config, standIns.endpoints));
  const assembly = join(workplace, 'cdk.out');
  await synthesize(config, assembly, { end, ...(clock.startAt !== undefined && { now: clock.startAt }) });
  onEvent({ kind: 'booting' });
  const engine = await startEngine({
    assembly,
    secrets,
    resting: [watchRuleName],
    items: state.table ?? [],
    ...clock,
    onProgress: onEvent,
  });
  end.defer(engine.close);
  await fillQueues(engine, state, options.state ?? '');
  onEvent({ kind: 'running' });
  const planned = planAlerts(engine, alerts);
  const run = await runTrigger(engine, configuration, options.trigger, { waiting: waitingIn(state), alerts: planned });
  return { ...run, left: await stateOf(engine), zones: zonesOf(configuration) };
}

async function temporaryFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'reveille-local-'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(
      `${tmpdir()}: no temporary folder can be made there (${code}); set TMPDIR to a folder that you may write to`,
    );
  }
}

function zonesOf({ schedules }: Configuration): LocalRun['zones'] {
  return Object.fromEntries(Object.entries(schedules).map(([name, { timezone }]) => [name, timezone]));
}

// A fired stop needs running machines. Days begin in the morning, with everything off.
function firstAction(trigger: Trigger | null, configuration: Configuration): TransitionAction {
  if (trigger?.kind !== 'fire') return 'start';
  return trigger.action ?? actionsOf(configuration, trigger.schedule)[0] ?? 'start';
}

function runTrigger(
  engine: Engine,
  configuration: Configuration,
  trigger: Trigger | null,
  given: { readonly waiting: readonly string[]; readonly alerts: SentAlerts },
): Promise<Rehearsal> {
  if (trigger?.kind === 'days') return walkAndSettle(engine, configuration, { days: trigger.days, ...given });
  return fireAndSettle(engine, configuration, { ...(trigger ?? { schedule: null, at: null }), ...given });
}
