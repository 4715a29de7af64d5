import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import { readConfiguration } from '../shared/contract/configuration-file.ts';
import { isLoopback } from '../shared/contract/endpoint.ts';
import { ConfigurationError, formatMistake, type Mistake } from '../shared/contract/mistake.ts';

/** What a deployment needs of the world around it. */
export interface DeployWorld {
  readonly env: NodeJS.ProcessEnv;
  /** Runs `cdk` with these arguments and this environment, and gives its exit code. */
  readonly cdk: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>;
  /** Writes one line for the operator. */
  readonly say: (line: string) => void;
}

/**
 * Deploys a configuration: `--config F` (or REVEILLE_CONFIG, or reveille.yaml) says which; everything else goes to `cdk deploy`.
 * @returns the exit code: that of `cdk`, or 2 when the configuration cannot be deployed, one line per mistake having been said
 */
export async function deploy(args: readonly string[], { env, cdk, say }: DeployWorld): Promise<number> {
  const { config, rest } = splitArguments(args);
  if (config === '') {
    say('--config needs a file name, such as --config reveille.yaml');
    return 2;
  }
  const file = config ?? env.REVEILLE_CONFIG ?? 'reveille.yaml';
  try {
    const mistakes = unreachable(file, await readConfiguration(file));
    if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const mistake of error.mistakes) say(formatMistake(mistake));
    return 2;
  }
  return cdk(['deploy', ...rest], { ...env, REVEILLE_CONFIG: resolve(file) });
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

function unreachable(file: string, { accounts }: Configuration): Mistake[] {
  return Object.entries(accounts).flatMap(([name, { endpoint }]) => {
    if (endpoint === undefined || !isLoopback(endpoint)) return [];
    const path = `accounts.${name}.endpoint`;
    const problem = `${endpoint} is on this machine, which no deployed function can reach`;
    return [{ file, line: null, column: null, path, problem, fix: 'leave endpoint out to use the provider itself' }];
  });
}

// By the running Node, so that neither a shell nor the PATH has a say.
function runCdk(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { promise, resolve: done, reject } = Promise.withResolvers<number>();
  const command = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));
  const child = spawn(process.execPath, [command, ...args], {
    env,
    stdio: 'inherit',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
  child.once('error', reject);
  // A command that a signal ended did not deploy.
  child.once('exit', (code) => done(code ?? 1));
  return promise;
}

if (import.meta.main) {
  process.exitCode = await deploy(process.argv.slice(2), { env: process.env, cdk: runCdk, say: (line) => console.error(line) });
}
