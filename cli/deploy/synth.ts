import { type CdkWorld, processWorld, runWithCdk } from './cdk-command.ts';

/**
 * Synthesizes a configuration into cdk.out, saying nothing but what is wrong with it; arguments as `runWithCdk` takes them.
 * @returns the exit code: that of `cdk`, or 2 for mistakes in the configuration
 */
export function synth(args: readonly string[], world: CdkWorld): Promise<number> {
  return runWithCdk({ command: ['synth', '--quiet'], mistakesOf: () => [] }, args, world);
}

if (import.meta.main) process.exitCode = await synth(process.argv.slice(2), processWorld());
