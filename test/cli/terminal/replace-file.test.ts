import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  createReadStream,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, requireReplaceable } from '../../../cli/terminal/replace-file.ts';

const root = mkdtempSync(join(tmpdir(), 'reveille-replace-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'f-'));
  mkdirSync(join(folder, 'data'));
});
const inFolder = (name: string) => join(folder, name);

describe('a symbolic link', () => {
  it('stays, and the file that it leads to is replaced', async () => {
    writeFileSync(inFolder('data/real'), 'old');
    symlinkSync('data/real', inFolder('link'));
    symlinkSync('link', inFolder('second'));
    await requireReplaceable(inFolder('second'));
    await replaceFile(inFolder('second'), 'new');
    expect([readlinkSync(inFolder('second')), readlinkSync(inFolder('link'))]).toEqual(['link', 'data/real']);
    expect(readFileSync(inFolder('data/real'), 'utf8')).toBe('new');
    expect([readdirSync(folder), readdirSync(inFolder('data'))]).toEqual([['data', 'link', 'second'], ['real']]);
  });

  it('to a file that is not there yet leads to the new file, also through a linked folder', async () => {
    mkdirSync(inFolder('data/deep'));
    symlinkSync('data/deep', inFolder('away'));
    symlinkSync('../later', inFolder('data/deep/link'));
    await requireReplaceable(inFolder('away/link'));
    await replaceFile(inFolder('away/link'), 'new');
    expect(lstatSync(inFolder('data/deep/link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(inFolder('data/later'), 'utf8')).toBe('new');
  });

  it.each([
    { what: 'that leads back to itself', to: 'link', says: 'is a symbolic link that leads back to itself; name the file itself' },
    {
      what: 'into a folder that is not there',
      to: 'nowhere/file',
      says: 'cannot be written (ENOENT); name a file in a folder that you may write to',
    },
  ])('$what is refused in one line, and stays', async ({ to, says }) => {
    symlinkSync(to, inFolder('link'));
    for (const refused of [requireReplaceable, (path: string) => replaceFile(path, 'new')])
      await expect(refused(inFolder('link'))).rejects.toMatchObject({ message: `${inFolder('link')}: ${says}` });
    expect(readlinkSync(inFolder('link'))).toBe(to);
    expect(readdirSync(folder)).toEqual(['data', 'link']);
  });
});

it.each([0o600, 0o664, 0o444])('keeps the permissions of the file: %o', async (mode) => {
  writeFileSync(inFolder('file'), 'old');
  chmodSync(inFolder('file'), mode);
  await replaceFile(inFolder('file'), 'new');
  expect([statSync(inFolder('file')).mode & 0o7777, readFileSync(inFolder('file'), 'utf8')]).toEqual([mode, 'new']);
});

it.skipIf(process.getuid?.() !== 0)('keeps the owner of the file, also when root replaces it', async () => {
  writeFileSync(inFolder('file'), 'old');
  execFileSync('chown', ['12345:54321', inFolder('file')]);
  await replaceFile(inFolder('file'), 'new');
  const { uid, gid } = statSync(inFolder('file'));
  expect([uid, gid]).toEqual([12345, 54321]);
});

it.skipIf(process.platform === 'win32')('writes into a pipe, which stays one', async () => {
  execFileSync('mkfifo', [inFolder('pipe')]);
  const reader = createReadStream(inFolder('pipe'));
  const read = text(reader);
  await requireReplaceable(inFolder('pipe'));
  await Promise.all([once(reader, 'open'), replaceFile(inFolder('pipe'), 'new')]);
  expect([await read, statSync(inFolder('pipe')).isFIFO()]).toEqual(['new', true]);
});
