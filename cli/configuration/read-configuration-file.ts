import { stat } from 'node:fs/promises';
import { readConfiguration } from '../../shared/configuration/configuration-file.ts';
import { ConfigurationError } from '../../shared/configuration/mistake.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import type { Refusal } from '../../shared/text/reading.ts';
import { defaultConfig } from '../terminal/make-command.ts';

/**
 * Reads a configuration file that a command line names, or names by default. With `again` the
 * command hands the file on to a program that reads it too, so it must not be a pipe.
 * @throws ConfigurationError with everything that is wrong in it
 */
export async function readConfigurationFile(path: string, { again = false } = {}): Promise<Configuration> {
  const refusal = await fileRefusal(path, again);
  if (refusal !== null) throw new ConfigurationError([{ file: path, line: null, column: null, path: '', ...refusal }]);
  return readConfiguration(path);
}

// Told here, because the reader of the file would say it less plainly.
async function fileRefusal(path: string, again: boolean): Promise<Refusal | null> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { problem: 'is a folder', fix: 'name the file in it' };
    if (found.isFile() || !again) return null;
    return { problem: 'is no file on disk, and this command reads it more than once', fix: 'save it as a file' };
  } catch {
    if (path !== defaultConfig) return null;
    const fix = 'name yours with --config FILE, or write one with: npx reveille init';
    return { problem: 'there is no such file in this folder', fix };
  }
}
