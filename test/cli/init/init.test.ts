import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { runReveille } from '../a-world.ts';

const root = mkdtempSync(join(tmpdir(), 'reveille-init-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let [folder, file] = [root, ''];
beforeEach(() => {
  folder = mkdtempSync(join(root, 'f-'));
  file = join(folder, 'r.yaml');
});

/** A terminal on which somebody types these lines, and then Ctrl-D. */
function typing(...lines: string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.end(lines.map((line) => `${line}\n`).join(''));
  return { stdin, isTTY: true };
}

const init = (parts = {}, ...args: string[]) => runReveille(['init', '--config', file, ...args], parts);

describe('init --yes', () => {
  it('writes a commented configuration that validate accepts, and says what comes next', async () => {
    const { code, stdout, stderr } = await init({}, '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      `${file}: written, with the schedule office-hours\n` +
        `Next: put your own machines into it, then npx reveille validate --config ${file} and npx reveille plan --config ${file}\n`,
    );
    const text = readFileSync(file, 'utf8');
    expect(text.match(/# /g)?.length).toBeGreaterThan(8);
    expect((await runReveille(['validate', '--config', file])).code).toBe(0);
    expect((await readConfiguration(file)).schedules['office-hours']).toMatchObject({
      timezone: 'Asia/Shanghai',
      calendar: 'holidays',
      targets: [{ account: 'ali-prod', region: 'cn-hangzhou', selection: { tags: { power: 'office-hours' }, maxMatches: 50 } }],
    });
  });

  it('quotes the name in the commands that come next, where a shell needs it', async () => {
    file = join(folder, 'my 机器.yaml');
    const { stdout } = await init({}, '--yes');
    expect(stdout).toContain(`npx reveille validate --config '${file}' and npx reveille plan --config '${file}'\n`);
  });

  it('asks nothing, on a terminal neither', async () => {
    expect(await init(typing(), '--yes')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('init on a terminal', () => {
  it('takes the answers, ids with a full-width comma too', async () => {
    const answers = [
      'nights',
      'tencent',
      'ap-beijing',
      'Asia/Tokyo',
      '22:00-6:00',
      'JP',
      'ins-5d8a23rs，ins-r8hr2upy',
      'a@example.com',
    ];
    const { code, stderr } = await init(typing(...answers));
    expect(code).toBe(0);
    expect(stderr.match(/\[[^\]]+\]: /g)).toHaveLength(8);
    const { schedules, accounts, alerts } = await readConfiguration(file);
    expect(accounts).toMatchObject({ 'tc-prod': { provider: 'tencent', secret: 'reveille/tc-prod' } });
    expect(alerts).toEqual({ email: ['a@example.com'] });
    expect(schedules.nights).toMatchObject({
      timezone: 'Asia/Tokyo',
      targets: [{ account: 'tc-prod', region: 'ap-beijing', instances: ['ins-5d8a23rs', 'ins-r8hr2upy'] }],
    });
    expect(readFileSync(file, 'utf8')).toContain('stop: { at: "06:00", days: after-workdays }');
  });

  it('takes Enter for the usual answer, asks Zenlayer for no region, and needs no calendar', async () => {
    const { code, stderr } = await init(typing('', 'zenlayer', '', '', 'none', '1500000000000000001', ''));
    expect(code).toBe(0);
    expect(stderr).not.toContain('Region');
    const { schedules, calendars } = await readConfiguration(file);
    expect(calendars).toEqual({});
    expect(schedules['office-hours']).toMatchObject({
      calendar: null,
      targets: [{ region: null, instances: ['1500000000000000001'] }],
    });
    expect(readFileSync(file, 'utf8')).not.toContain('stopMode');
  });

  it.each([
    { answers: ['Office Hours'], says: / {2}.*Office Hours/m },
    { answers: ['', 'aws'], says: / {2}aws is not a provider; write alibaba, tencent, zenlayer$/m },
    { answers: ['', '', '', 'Mars/Base'], says: / {2}.*Mars\/Base.*; /m },
    {
      answers: ['', '', '', '', 'nine to five'],
      says: / {2}nine to five is not two times of day; write them such as 08:30-19:00$/m,
    },
    { answers: ['', '', '', '', '8:30-25:00'], says: / {2}"25:00" is not a time of day; /m },
    { answers: ['', '', '', '', '', 'Atlantis'], says: / {2}.*Atlantis.*; /m },
    { answers: ['', '', '', '', '', '', '', 'nobody'], says: / {2}.*nobody.*; /m },
  ])('refuses the last of $answers in one line, and asks again', async ({ answers, says }) => {
    const again = Array.from({ length: 8 }, () => '');
    const { code, stderr } = await init(typing(...answers, ...again));
    expect(stderr).toMatch(says);
    expect(code).toBe(0);
  });

  it('writes nothing when the answers end early', async () => {
    const { code, stdout, stderr } = await init(typing('nights', 'tencent'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/\ninit: the answers ended before the last question; nothing was written\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('init that cannot be carried out: one line, exit 2, and nothing is written', () => {
  const refused = (stderr: string) => ({ code: 2, stdout: '', stderr });

  it('without a terminal and without --yes', async () => {
    expect(await init()).toEqual(
      refused('init asks questions, and there is no terminal to ask on; add --yes to take the default answers\n'),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('where a file is there already', async () => {
    writeFileSync(file, 'mine');
    expect(await init({}, '--yes')).toEqual(refused(`${file} is there already; name another file with --config FILE\n`));
    expect(await init(typing())).toEqual(refused(`${file} is there already; name another file with --config FILE\n`));
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('where somebody else writes the file between the questions', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    stdin.once('resume', () => {
      writeFileSync(file, 'theirs');
      stdin.end('\n'.repeat(8));
    });
    const { code, stdout, stderr } = await init({ stdin });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('cannot be written (EEXIST)');
    expect(readFileSync(file, 'utf8')).toBe('theirs');
  });

  it('where a link is there that leads nowhere', async () => {
    symlinkSync('nowhere', file);
    expect(await init({}, '--yes')).toEqual(refused(`${file} is there already; name another file with --config FILE\n`));
  });

  it('where a folder is there', async () => {
    mkdirSync(file);
    expect(await init({}, '--yes')).toEqual(refused(`${file} is there already; name another file with --config FILE\n`));
  });

  it.each([
    { what: 'a folder that does not exist', name: join('none', 'r.yaml'), code: 'ENOENT' },
    { what: 'a file in the place of its folder', name: join('file', 'r.yaml'), code: 'ENOTDIR' },
  ])('with $what', async ({ name, code }) => {
    writeFileSync(join(folder, 'file'), '');
    file = join(folder, name);
    const line = `${file}: cannot be written (${code}); name a file in a folder that you may write to, with --config FILE\n`;
    expect(await init({}, '--yes')).toEqual(refused(line));
  });

  it('in a read-only folder', async () => {
    chmodSync(root, 0o755);
    chmodSync(folder, 0o555);
    expect(await asNobody(() => init({}, '--yes'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be written (EACCES)'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** Runs something as a user without privileges: root may write everywhere. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  await import('../../../cli/init/init.ts');
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
