import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { errorCodeOf } from '../text/error-code.ts';
import type { Refusal } from '../text/reading.ts';
import { ConfigurationError, mistakeIn } from './mistake.ts';

/**
 * The text of a UTF-8 file, without the byte order mark that some editors put first. `ifMissing`
 * is what to do when there is no such file.
 * @throws ConfigurationError when it cannot be read, or is not UTF-8. ASCII in UTF-16 without its
 * mark is UTF-8 with a NUL beside every letter, so a NUL is refused too.
 */
export async function readTextFile(path: string, ifMissing = 'name a file that exists'): Promise<string> {
  const bytes = await bytesOf(path, ifMissing);
  const fix = 'save the file as UTF-8';
  if (!isUtf8(bytes)) throw new ConfigurationError([mistakeIn(path, [], { problem: 'is not UTF-8 text', fix })]);
  if (bytes.includes(0))
    throw new ConfigurationError([mistakeIn(path, [], { problem: 'has NUL characters, as a file saved as UTF-16 has', fix })]);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * The value of a file's text that is JSON. `file` is its name in mistakes, and `fix` what to do about
 * JSON that is none.
 * @throws ConfigurationError with the place, where the parser names one, and nothing of the text
 */
export function parseJson(text: string, file: string, fix: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = /line \d+ column \d+/.exec(String(error))?.[0];
    const problem = place === undefined ? 'not valid JSON' : `not valid JSON (${place})`;
    throw new ConfigurationError([mistakeIn(file, [], { problem, fix })]);
  }
}

async function bytesOf(path: string, ifMissing: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = errorCodeOf(error);
    throw new ConfigurationError([mistakeIn(path, [], refusalOf(code, ifMissing))]);
  }
}

function refusalOf(code: string, ifMissing: string): Refusal {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'there is no such file', fix: ifMissing };
  if (code === 'EISDIR') return { problem: 'is a folder', fix: 'name a file' };
  const denied = code === 'EACCES' || code === 'EPERM';
  return { problem: `cannot be read (${denied ? 'permission denied' : code})`, fix: 'name a file that you may read' };
}
