import type { Mistake } from '../../shared/configuration/mistake.ts';
import { isLoopback } from '../../shared/configuration/texts/endpoint.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { awsRefusal } from '../terminal/aws-refusal.ts';
import type { World } from '../terminal/world.ts';
import { runWithCdk } from './run-with-cdk.ts';

/**
 * Deploys a configuration whose endpoints can be reached from AWS.
 * @param rest further arguments for `cdk deploy`
 * @returns the exit code of `cdk`
 * @throws ConfigurationError when the configuration cannot be deployed, and UsageError when there
 * are no AWS credentials
 */
export async function deploy(config: string, rest: readonly string[], world: World): Promise<number> {
  const mistakesIn = (configuration: Configuration) => unreachable(config, configuration);
  const before = rest.some((arg) => ownWay.test(arg)) ? async () => {} : () => requireCredentials(world);
  return runWithCdk({ config, args: ['deploy', ...rest], mistakesIn, before }, world);
}

/** Arguments that make `cdk` find credentials in another way. */
const ownWay = /^(--profile|--role-arn|-r|--plugin|-p)(=|$)/;

// Asked here because cdk first synthesizes for many seconds, and then says the same in more lines.
// Reveille reads no credential: the SDK only tells whether it finds some.
async function requireCredentials({ sqs }: World): Promise<void> {
  const { config } = await sqs();
  try {
    await config.credentials();
  } catch (error) {
    throw awsRefusal(error, 'sqs:GetQueueUrl', 'deploy');
  }
}

function unreachable(file: string, { accounts }: Configuration): Mistake[] {
  return Object.entries(accounts).flatMap(([name, { endpoint }]) => {
    if (endpoint === undefined || !isLoopback(endpoint)) return [];
    const path = `accounts.${name}.endpoint`;
    const problem = `${endpoint} is on this machine, which no deployed function can reach`;
    return [{ file, line: null, column: null, path, problem, fix: 'leave endpoint out to use the provider itself' }];
  });
}
