import type { Mistake } from '../../shared/configuration/mistake.ts';
import { isLoopback } from '../../shared/configuration/texts/endpoint.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { type CdkWorld, processWorld, runWithCdk } from './cdk-command.ts';

/**
 * Deploys a configuration whose endpoints can be reached from AWS; arguments as `runWithCdk` takes them.
 * @returns the exit code: that of `cdk`, or 2 when the configuration cannot be deployed, one line per mistake having been said
 */
export function deploy(args: readonly string[], world: CdkWorld): Promise<number> {
  return runWithCdk({ command: ['deploy'], mistakesOf: unreachable }, args, world);
}

function unreachable(file: string, { accounts }: Configuration): Mistake[] {
  return Object.entries(accounts).flatMap(([name, { endpoint }]) => {
    if (endpoint === undefined || !isLoopback(endpoint)) return [];
    const path = `accounts.${name}.endpoint`;
    const problem = `${endpoint} is on this machine, which no deployed function can reach`;
    return [{ file, line: null, column: null, path, problem, fix: 'leave endpoint out to use the provider itself' }];
  });
}

if (import.meta.main) process.exitCode = await deploy(process.argv.slice(2), processWorld());
