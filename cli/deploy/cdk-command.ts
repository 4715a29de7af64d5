import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfiguration } from '../../shared/configuration/configuration-file.ts';
import { ConfigurationError, formatMistake, type Mistake } from '../../shared/configuration/mistake.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { exitCodes } from '../terminal/exit-code.ts';

/** What a command that runs `cdk` needs of the world around it. */
export interface CdkWorld {
  readonly env: NodeJS.ProcessEnv;
  /** Runs `cdk` with these arguments and this environment, and gives its exit code. */
  readonly cdk: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>;
  /** Writes one line for the operator. */
  readonly say: (line: string) => void;
}

/** A `cdk` command on a configuration: what comes before the operator's own arguments, and what it cannot be run with. */
export interface CdkCommand {
  readonly command: readonly string[];
  readonly mistakesOf: (file: string, configuration: Configuration) => readonly Mistake[];
}

/**
 * Runs a `cdk` command on a sound configuration: `--config F` (or REVEILLE_CONFIG, or reveille.yaml) says which; everything else goes
 * to `cdk`.
 * @returns the exit code: that of `cdk`, or 2 when the configuration cannot be used, one line per mistake having been said
 */
export async function runWithCdk(
  { command, mistakesOf }: CdkCommand,
  args: readonly string[],
  { env, cdk, say }: CdkWorld,
): Promise<number> {
  const { config, rest } = splitArguments(args);
  if (config === '') {
    say('--config needs a file name, such as --config reveille.yaml');
    return exitCodes.usage;
  }
  const file = config ?? env.REVEILLE_CONFIG ?? 'reveille.yaml';
  try {
    const mistakes = mistakesOf(file, await readConfiguration(file));
    if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const mistake of error.mistakes) say(formatMistake(mistake));
    return exitCodes.usage;
  }
  return cdk([...command, ...rest], { ...env, REVEILLE_CONFIG: resolve(file) });
}

/** The world of this process: its environment, this project's `cdk`, and stderr. */
export function processWorld(): CdkWorld {
  return { env: process.env, cdk: runCdk, say: (line) => console.error(line) };
}

function splitArguments(args: readonly string[]): { readonly config: string | undefined; readonly rest: readonly string[] } {
  const at = args.findIndex((arg) => arg === '--config' || arg.startsWith('--config='));
  const flag = args[at];
  if (flag === undefined) return { config: undefined, rest: args };
  const inline = flag.startsWith('--config=');
  return {
    config: inline ? flag.slice('--config='.length) : (args[at + 1] ?? ''),
    rest: args.toSpliced(at, inline ? 1 : 2),
  };
}

// By the running Node, so that neither a shell nor the PATH has a say.
function runCdk(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { promise, resolve: done, reject } = Promise.withResolvers<number>();
  const command = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));
  const child = spawn(process.execPath, [command, ...args], {
    env,
    stdio: 'inherit',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  child.once('error', reject);
  // A command that a signal ended did not do its work.
  child.once('exit', (code) => done(code ?? 1));
  return promise;
}
