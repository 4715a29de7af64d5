import { configurationWarnings } from '../../shared/configuration/configuration-warnings.ts';
import { ConfigurationError } from '../../shared/configuration/mistake.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { stopBillLines } from '../../shared/plan/stop-bills.ts';
import { exitCodes } from '../terminal/exit-code.ts';
import { plural } from '../terminal/plural.ts';
import { type World, writeJson, writeLines } from '../terminal/world.ts';
import { readConfigurationFile } from './read-configuration-file.ts';

/** What `reveille validate` is asked to do. */
export interface ValidateOptions {
  readonly config: string;
  readonly json: boolean;
}

/**
 * Says what is wrong with a configuration, or that nothing is, and what its stops mean for the
 * bill, and what its restarts do. With `json` it writes one object,
 * `{"mistakes":[…],"warnings":[…]}`.
 * @returns the exit code: 0 when it is sound, whatever it warns of, and 2 when it is not
 * @throws ConfigurationError for its mistakes, unless they are written as JSON
 */
export async function validate({ config, json }: ValidateOptions, world: World): Promise<number> {
  try {
    const configuration = await readConfigurationFile(config);
    const warnings = configurationWarnings(configuration, world.now());
    const size = `${config}: ${sizeOf(configuration)}; ${plural(warnings.length, 'warning')}`;
    if (json) writeJson(world, { mistakes: [], warnings });
    else writeLines(world.stdout, [size, ...warnings, ...stopBillLines(configuration), ...restartLines(configuration)]);
    return exitCodes.allWell;
  } catch (error) {
    if (!json || !(error instanceof ConfigurationError)) throw error;
    writeJson(world, { mistakes: error.mistakes, warnings: [] });
    return exitCodes.usage;
  }
}

function sizeOf({ schedules, restarts }: Configuration): string {
  const all = Object.values(schedules);
  const targets = all.flatMap((schedule) => schedule.targets);
  const sum = (lists: readonly (readonly unknown[])[]): number => lists.reduce((total, { length }) => total + length, 0);
  const asked = Object.keys(restarts).length;
  const selections = targets.filter(({ selection }) => selection !== null).length;
  return [
    plural(all.length, 'schedule'),
    plural(sum(all.map(({ transitions }) => transitions)), 'transition'),
    plural(sum(targets.map(({ instances }) => instances)), 'instance'),
    ...(selections === 0 ? [] : [plural(selections, 'selection')]),
    ...(asked === 0 ? [] : [plural(asked, 'restart')]),
  ].join(', ');
}

// `web-down: 5 machines, starts or reboots, each at most 3 times an hour and 6 times a day, while
// office-hours wants them on`.
function restartLines({ restarts }: Configuration): string[] {
  return Object.entries(restarts).map(([name, { targets, whenStopped, whenRunning, force, budget, schedule }]) => {
    const machines = targets.reduce((sum, { instances }) => sum + instances.length, 0);
    const reboots = force ? 'reboots (by force, where a soft reboot takes too long)' : 'reboots';
    const deeds = [...(whenStopped === 'start' ? ['starts'] : []), ...(whenRunning === 'reboot' ? [reboots] : [])];
    return [
      `${name}: ${plural(machines, 'machine')}`,
      deeds.join(' or '),
      `each at most ${plural(budget.perHour, 'time')} an hour and ${plural(budget.perDay, 'time')} a day`,
      schedule === null ? 'at all hours' : `while ${schedule} wants them on`,
    ].join(', ');
  });
}
