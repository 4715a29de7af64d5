import { readFile } from 'node:fs/promises';
import { ConfigurationError } from './mistake.ts';

/**
 * The text of a UTF-8 file, without the byte order mark that some editors put first.
 * @throws ConfigurationError when it cannot be read.
 */
export async function readTextFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const refusal = { problem: `cannot be read (${code})`, fix: 'name a file that exists and that you may read' };
    throw new ConfigurationError([{ file: path, line: null, column: null, path: '', ...refusal }]);
  }
}
