import { spanOf } from '../../local/engine/scheduler/civil-days.ts';
import { isLoopback } from '../../shared/configuration/texts/endpoint.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { dayText } from '../../shared/schedule/civil-day.ts';
import { UsageError } from '../terminal/exit-code.ts';
import type { LocalOptions } from './local-options.ts';
import type { FireTrigger } from './read-trigger.ts';
import { actionsOf } from './read-trigger.ts';
import { type RunState, waitingIn } from './run-state.ts';

/**
 * How the engine's clock runs. `startAt`, in epoch milliseconds: where it begins, when that is not
 * the machine's now.
 */
export interface ClockSetting {
  readonly clock: 'virtual' | 'real';
  readonly startAt?: number;
}

/**
 * Checks that a run has something to do: a trigger, alerts, or a message in a work queue of its
 * state file.
 * @throws UsageError when it has not
 */
export function requireWork(
  { trigger, config, alerts, state }: LocalOptions,
  configuration: Configuration,
  before: RunState,
): void {
  if (trigger === null && alerts === null && waitingIn(before).length === 0)
    throw new UsageError(
      `--fire SCHEDULE is missing: no work queue in ${state} has a message; send a dead letter back first: npx reveille dlq redrive`,
    );
  if (trigger?.kind === 'fire') requireRule(trigger, config, configuration);
}

/**
 * Checks that what a state remembers of restarts has a place in the stack.
 * @throws UsageError when it has not
 */
export function requireTable({ config, state }: LocalOptions, { sources }: Configuration, { table = [] }: RunState): void {
  if (table.length > 0 && Object.keys(sources).length === 0)
    throw new UsageError(
      `${state}: it remembers restarts, but ${config} has no sources, so the stack has no table; use another file`,
    );
}

/**
 * Checks that alerts have somewhere to come to.
 * @throws UsageError when the configuration has no source
 */
export function requireSources({ alerts, config }: LocalOptions, { sources }: Configuration): void {
  if (Object.keys(sources).length === 0)
    throw new UsageError(
      `--alerts ${alerts}: ${config} has no sources, so nothing would receive an alert; add sources and restarts`,
    );
}

/**
 * The clock of a run. Machines behind an endpoint follow their own: the clock is then real, unless
 * the command line says otherwise.
 * It begins no earlier than the run before it ended, as far as a state says so.
 * @throws UsageError when days are to be walked with machines that cannot follow a virtual clock,
 * or the state is of a time that a real clock has not reached
 */
export function clockFor(
  { clock, trigger, config, state: file }: LocalOptions,
  { accounts, schedules }: Configuration,
  { clock: ended }: Pick<RunState, 'clock'>,
  now: number,
): ClockSetting {
  const outside = Object.entries(accounts).flatMap(([name, { endpoint }]) =>
    endpoint === undefined ? [] : [{ name, endpoint }],
  );
  const earliest = ended === undefined ? Number.NEGATIVE_INFINITY : Date.parse(ended);
  if (trigger?.kind !== 'days') {
    const runs = clock ?? (outside.length > 0 ? 'real' : 'virtual');
    if (now >= earliest) return { clock: runs };
    if (runs === 'virtual') return { clock: runs, startAt: earliest };
    throw new UsageError(
      `${file}: its last run ended at ${ended}, which a real clock has not reached; add --clock virtual, or use another file`,
    );
  }
  // Never against somebody's real machines: a fortnight of starts and stops would reach them
  // within seconds.
  const tooReal = outside.find(({ endpoint }) => clock !== 'virtual' || !isLoopback(endpoint));
  if (tooReal !== undefined)
    throw new UsageError(
      `--from ${dayText(trigger.days.first)}: account ${tooReal.name} in ${config} has an endpoint, whose machines do not follow the ` +
        'virtual clock; take the endpoint out, so that a stand-in answers; or, if the endpoint is a stand-in on this machine, add --clock virtual',
    );
  const zones = Object.values(schedules).map(({ timezone }) => timezone);
  const beginnings = (zones.length === 0 ? ['UTC'] : zones).map((zone) => spanOf(trigger.days, zone).from);
  return { clock: 'virtual', startAt: Math.max(earliest, Math.min(...beginnings)) };
}

function requireRule({ schedule, action }: FireTrigger, config: string, configuration: Configuration): void {
  const names = Object.keys(configuration.schedules);
  if (!names.includes(schedule))
    throw new UsageError(`--fire ${schedule}: ${config} has no schedule of that name; it has ${names.join(', ') || 'none'}`);
  const actions = actionsOf(configuration, schedule);
  if (action === null || actions.includes(action)) return;
  throw new UsageError(`--fire ${schedule}/${action}: ${config} has no ${action} for ${schedule}; it has ${actions.join(', ')}`);
}
