import { rename, rm, writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../../shared/configuration/mistake.ts';
import { errorCodeOf } from '../../shared/text/error-code.ts';

/**
 * Replaces a file's text. A reader sees the old text or the new one, never a part of it.
 * @throws ConfigurationError when it cannot be written; the old one is then unharmed.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    const code = errorCodeOf(error);
    const refusal = { problem: `cannot be written (${code})`, fix: 'name a file in a folder that you may write to' };
    throw new ConfigurationError([{ file: path, line: null, column: null, path: '', ...refusal }]);
  }
}
