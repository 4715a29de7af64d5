import { setTimeout as sleep } from 'node:timers/promises';
import type { Restart } from '../../shared/contract/compiled-restarts.ts';
import { machineStore } from '../../shared/store/machine-store.ts';
import { type Resumed, resumeMachines } from '../../shared/store/resume-machines.ts';
import { readConfigurationFile } from '../configuration/read-configuration-file.ts';
import { exitCodes, UsageError } from '../terminal/exit-code.ts';
import { type Paint, paintFor } from '../terminal/paint.ts';
import { type World, writeJson, writeLines } from '../terminal/world.ts';
import { type TableWork, withAwsTable, withStateTable } from './machines-table.ts';
import type { ResumeOptions } from './resume-command.ts';

/**
 * Resumes the machines of a restart, or one of them. A machine that nothing stood against is named
 * too, and stays as it is.
 * @returns the exit code, 0. Throws UsageError and ConfigurationError for the operator's mistakes
 */
export async function resume(options: ResumeOptions, world: World): Promise<number> {
  const { restarts } = await readConfigurationFile(options.config);
  const restart = restartOf(restarts, options);
  const work: TableWork<readonly Resumed[]> = (table, now) =>
    resumeMachines(machineStore(table, { random: Math.random, sleep }), restart, options.instance, now);
  const resumed = options.state === null ? await withAwsTable(world, work) : await withStateTable(options.state, work);
  if (options.json) writeJson(world, { resumed: resumed.map(({ machine, wasHeldBack }) => ({ ...machine, wasHeldBack })) });
  else writeLines(world.stdout, resumedLines(resumed, paintFor(world.stdout, world.env)));
  return exitCodes.allWell;
}

function restartOf(restarts: Readonly<Record<string, Restart>>, { restart, config, instance }: ResumeOptions): Restart {
  const found = Object.hasOwn(restarts, restart) ? restarts[restart] : undefined;
  const names = Object.keys(restarts);
  if (found === undefined) {
    const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    throw new UsageError(`${restart}: ${config} has no restart of that name; ${has}`);
  }
  const ids = found.targets.flatMap(({ instances }) => instances);
  if (instance !== null && !ids.includes(instance))
    throw new UsageError(`--instance ${instance}: ${restart} does not list it; it lists ${ids.join(', ')}`);
  return found;
}

function resumedLines(resumed: readonly Resumed[], paint: Paint): string[] {
  const width = Math.max(...resumed.map(({ machine }) => machine.instanceId.length));
  return resumed.map(({ machine: { account, region, instanceId }, wasHeldBack }) => {
    const what = wasHeldBack ? paint.good('resumed') : paint.quiet('was free');
    return `${instanceId.padEnd(width)}  ${account}${region === null ? '' : ` ${region}`}  ${what}`;
  });
}
