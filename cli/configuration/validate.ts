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
 * bill. With `json` it writes one object, `{"mistakes":[…],"warnings":[…]}`.
 * @returns the exit code: 0 when it is sound, whatever it warns of, and 2 when it is not
 * @throws ConfigurationError for its mistakes, unless they are written as JSON
 */
export async function validate({ config, json }: ValidateOptions, world: World): Promise<number> {
  try {
    const configuration = await readConfigurationFile(config);
    const warnings = configurationWarnings(configuration, world.now());
    const size = `${config}: ${sizeOf(configuration)}; ${plural(warnings.length, 'warning')}`;
    if (json) writeJson(world, { mistakes: [], warnings });
    else writeLines(world.stdout, [size, ...warnings, ...stopBillLines(configuration)]);
    return exitCodes.allWell;
  } catch (error) {
    if (!json || !(error instanceof ConfigurationError)) throw error;
    writeJson(world, { mistakes: error.mistakes, warnings: [] });
    return exitCodes.usage;
  }
}

function sizeOf({ schedules }: Configuration): string {
  const all = Object.values(schedules);
  const targets = all.flatMap((schedule) => schedule.targets);
  const sum = (lists: readonly (readonly unknown[])[]): number => lists.reduce((total, { length }) => total + length, 0);
  const selections = targets.filter(({ selection }) => selection !== null).length;
  return [
    plural(all.length, 'schedule'),
    plural(sum(all.map(({ transitions }) => transitions)), 'transition'),
    plural(sum(targets.map(({ instances }) => instances)), 'instance'),
    ...(selections === 0 ? [] : [plural(selections, 'selection')]),
  ].join(', ');
}
