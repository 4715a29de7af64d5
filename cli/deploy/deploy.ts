import type { Mistake } from '../../shared/configuration/mistake.ts';
import { isLoopback } from '../../shared/configuration/texts/endpoint.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import type { World } from '../terminal/world.ts';
import { runWithCdk } from './run-with-cdk.ts';

/**
 * Deploys a configuration whose endpoints can be reached from AWS.
 * @param rest further arguments for `cdk deploy`
 * @returns the exit code of `cdk`
 * @throws ConfigurationError when the configuration cannot be deployed
 */
export function deploy(config: string, rest: readonly string[], world: World): Promise<number> {
  const mistakesIn = (configuration: Configuration) => unreachable(config, configuration);
  return runWithCdk({ config, args: ['deploy', ...rest], mistakesIn }, world);
}

function unreachable(file: string, { accounts }: Configuration): Mistake[] {
  return Object.entries(accounts).flatMap(([name, { endpoint }]) => {
    if (endpoint === undefined || !isLoopback(endpoint)) return [];
    const path = `accounts.${name}.endpoint`;
    const problem = `${endpoint} is on this machine, which no deployed function can reach`;
    return [{ file, line: null, column: null, path, problem, fix: 'leave endpoint out to use the provider itself' }];
  });
}
