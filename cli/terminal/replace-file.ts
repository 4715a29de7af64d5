import { access, chmod, chown, constants, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigurationError } from '../../shared/configuration/mistake.ts';
import { errorCodeOf } from '../../shared/text/error-code.ts';

/**
 * Replaces a file's text. A reader sees the old text or the new one, never a part of it. Symbolic
 * links stay: the file at their end is replaced, and keeps its permissions. What is neither a file
 * nor a folder, such as a pipe, is written to as it is.
 * @throws ConfigurationError when it cannot be written; the old one is then unharmed.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  try {
    const known = await statOf(path);
    if (known !== null && isSpecial(known)) await writeFile(path, text);
    else await replace(await fileBehind(path), text, known);
  } catch (error) {
    throw notWritten(path, errorCodeOf(error));
  }
}

/**
 * Checks, before any work is done, that `replaceFile` can write a file.
 * @throws ConfigurationError when it cannot
 */
export async function requireReplaceable(path: string): Promise<void> {
  try {
    const known = await statOf(path);
    if (known !== null && isSpecial(known)) return await access(path, constants.W_OK);
    // The folder decides, because the file in it is replaced.
    const folder = dirname(await fileBehind(path));
    if (!(await stat(folder)).isDirectory()) throw notWritten(path, 'ENOTDIR');
    await access(folder, constants.W_OK);
  } catch (error) {
    throw error instanceof ConfigurationError ? error : notWritten(path, errorCodeOf(error));
  }
}

type Stats = Awaited<ReturnType<typeof stat>>;

async function replace(file: string, text: string, known: Stats | null): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, text);
    if (known !== null) await likeBefore(unfinished, known);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

// Only root may give a file to somebody else. Without that, a file would become root's own.
async function likeBefore(file: string, { mode, uid, gid }: Stats): Promise<void> {
  if (process.getuid?.() === 0) await chown(file, Number(uid), Number(gid));
  await chmod(file, Number(mode) & 0o7777);
}

async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isSpecial(known: Stats): boolean {
  return !known.isFile() && !known.isDirectory();
}

/**
 * The file at the end of a path's symbolic links. It need not be there: a link may lead to a file
 * that is still to be written.
 */
async function fileBehind(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error;
  }
  const link = await readlink(path).catch(() => null);
  return link === null ? path : fileBehind(resolve(await realpath(dirname(path)), link));
}

function notWritten(path: string, code: string): ConfigurationError {
  const refusal =
    code === 'ELOOP'
      ? { problem: 'is a symbolic link that leads back to itself', fix: 'name the file itself' }
      : {
          problem: `cannot be written (${code === 'ENOTDIR' ? 'not a folder' : code})`,
          fix: 'name a file in a folder that you may write to',
        };
  return new ConfigurationError([{ file: path, line: null, column: null, path: '', ...refusal }]);
}
