import { ConfigurationError } from '../../shared/configuration/mistake.ts';

/**
 * What the commands exit with: 0 all well, 1 some instance is not where it should be, 2 the
 * caller's mistake, 3 a plan changed, 70 our own fault.
 */
export const exitCodes = { allWell: 0, notAllWell: 1, usage: 2, changed: 3, internal: 70 } as const;

/**
 * A command line that cannot be carried out. The message is one line per mistake; each says what
 * is wrong and what to write instead.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a command's body and turns what it throws into lines for stderr and an exit code. A fault
 * of Reveille itself keeps its stack, for a report.
 */
export async function exitCodeOf(command: () => Promise<number>, say: (line: string) => void): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigurationError) {
      say(error.message);
      return exitCodes.usage;
    }
    say(`Reveille itself failed; please report this: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return exitCodes.internal;
  }
}
