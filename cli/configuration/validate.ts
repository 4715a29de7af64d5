import { parseArgs } from 'node:util';
import { readConfiguration } from '../../shared/configuration/configuration-file.ts';
import { configurationWarnings } from '../../shared/configuration/configuration-warnings.ts';
import { ConfigurationError, formatMistake } from '../../shared/configuration/mistake.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { exitCodeOf, exitCodes } from '../terminal/exit-code.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** What a validation needs of the world around it. */
export interface ValidateWorld {
  readonly env: NodeJS.ProcessEnv;
  /** Epoch milliseconds: warnings look ahead from it. */
  readonly now: number;
  /** Writes one line of the result. */
  readonly print: (line: string) => void;
  /** Writes one line for the operator beside the result. */
  readonly say: (line: string) => void;
}

const usage = 'usage: npm run -s validate -- [--config FILE] [--json]';

/**
 * Says what is wrong with a configuration, or that nothing is: `--config F` (or REVEILLE_CONFIG, or reveille.yaml) says which. With
 * `--json` one object, `{"mistakes":[…],"warnings":[…]}`.
 * @returns the exit code: 0 when it is sound, whatever it warns of, and 2 when it is not
 * @throws UsageError for a command line that cannot be read
 */
export async function validate(args: readonly string[], { env, now, print, say }: ValidateWorld): Promise<number> {
  const { config, json } = parse(args);
  const file = config ?? env.REVEILLE_CONFIG ?? 'reveille.yaml';
  try {
    const configuration = await readConfiguration(file);
    const warnings = configurationWarnings(configuration, now);
    if (json) print(JSON.stringify({ mistakes: [], warnings }));
    else for (const line of [`${file}: ${sizeOf(configuration)}; ${count(warnings.length, 'warning')}`, ...warnings]) print(line);
    return exitCodes.allWell;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    if (json) print(JSON.stringify({ mistakes: error.mistakes, warnings: [] }));
    else for (const mistake of error.mistakes) say(formatMistake(mistake));
    return exitCodes.usage;
  }
}

function parse(args: readonly string[]): { readonly config: string | undefined; readonly json: boolean } {
  try {
    const options = { config: { type: 'string' }, json: { type: 'boolean' } } as const;
    const { config, json = false } = parseArgs({ args: [...args], options }).values;
    if (config === '') throw new UsageError(`--config is empty: name the configuration file\n${usage}`);
    return { config, json };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}\n${usage}`);
  }
}

function sizeOf({ schedules }: Configuration): string {
  const all = Object.values(schedules);
  const targets = all.flatMap((schedule) => schedule.targets);
  const sum = (lists: readonly (readonly unknown[])[]): number => lists.reduce((total, { length }) => total + length, 0);
  const selections = targets.filter(({ selection }) => selection !== null).length;
  return [
    count(all.length, 'schedule'),
    count(sum(all.map(({ transitions }) => transitions)), 'transition'),
    count(sum(targets.map(({ instances }) => instances)), 'instance'),
    ...(selections === 0 ? [] : [count(selections, 'selection')]),
  ].join(', ');
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

if (import.meta.main) {
  const [print, say] = [(line: string) => console.log(line), (line: string) => console.error(line)];
  process.exitCode = await exitCodeOf(
    () => validate(process.argv.slice(2), { env: process.env, now: Date.now(), print, say }),
    say,
  );
}
