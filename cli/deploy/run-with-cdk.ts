import { resolve } from 'node:path';
import { ConfigurationError, type Mistake } from '../../shared/configuration/mistake.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { readConfigurationFile } from '../configuration/read-configuration-file.ts';
import type { World } from '../terminal/world.ts';

/** What `cdk` is run with. */
export interface CdkRun {
  /** The configuration file. */
  readonly config: string;
  /** The arguments of `cdk`, its command first. */
  readonly args: readonly string[];
  /** The mistakes that make a sound configuration unusable for this command. */
  readonly mistakesIn: (configuration: Configuration) => readonly Mistake[];
  /** A check to make before `cdk` begins; none when left out. */
  readonly before?: () => Promise<void>;
}

/**
 * Runs `cdk` on a sound configuration.
 * @returns the exit code of `cdk`
 * @throws ConfigurationError when the configuration cannot be used
 */
export async function runWithCdk({ config, args, mistakesIn, before }: CdkRun, { env, cdk }: World): Promise<number> {
  const mistakes = mistakesIn(await readConfigurationFile(config, { again: true }));
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  await before?.();
  return cdk(args, { ...env, REVEILLE_CONFIG: resolve(config) });
}
