import { type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { reveilleProgram } from '../../cli/reveille.ts';
import { aliveOf, type Descendant, descendantsOf } from '../support/descendants.ts';
import { aWorld } from './a-world.ts';

// The few command lines that run as processes of their own; all others run in the tests' process.
// A busy machine may take its time.
const patient = { timeout: 60_000 };
const entry = fileURLToPath(new URL('../../cli/reveille.mjs', import.meta.url));
const sample = fileURLToPath(new URL('../../reveille.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reveille-entry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says in an empty folder that there is no configuration, and how to get one', patient, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, 'plan'], { cwd: folder, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'reveille.yaml: there is no such file in this folder; name yours with --config FILE, or write one with: npx reveille init\n',
  });
});

it('ends quietly when the reader of its output has seen enough', patient, async () => {
  // More than a pipe holds, so that the command still writes when nobody reads any more.
  const args = [entry, 'plan', '--config', sample, '--days', '3660', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it.skipIf(!existsSync('/dev/full'))('says in one line that the disk is full, and exits 2', patient, () => {
  const full = openSync('/dev/full', 'w');
  const stdio: StdioOptions = ['ignore', full, 'pipe'];
  for (const args of [['schema'], ['plan', '--config', sample, '--days', '90'], ['--help']]) {
    const { status, stderr } = spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8', stdio });
    const says = 'the output cannot be written (ENOSPC), and a part of it is lost; write it to another place\n';
    expect({ status, stderr }).toEqual({ status: 2, stderr: says });
  }
  closeSync(full);
});

it('ends a rehearsal by the signal that ends it, and leaves no folder', patient, async () => {
  const temporary = mkdtempSync(join(folder, 'tmp-'));
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const child = spawn(process.execPath, [entry, 'start'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = once(child, 'close');
  // The rehearsal's folder, its configuration, and a folder of the program that synthesizes.
  await expect.poll(() => readdirSync(temporary, { recursive: true }).length, patient).toBeGreaterThanOrEqual(3);
  // Twice, because npm hands on a Ctrl-C that the terminal has sent already.
  for (let n = 0; n < 2; n++) child.kill('SIGINT');
  const [code, signal] = await ended;
  expect({ code, signal, stderr }).toEqual({ code: null, signal: 'SIGINT', stderr: 'Synthesizing the stack …\n' });
  expect(readdirSync(temporary)).toEqual([]);
});

// Makes every process of Node that has it wait for ever, so that only a signal ends it.
const forEver = '--import=data:text/javascript,setInterval(()=>{},2**30)';

it.skipIf(process.platform === 'win32').each([
  // A function waits for its next invocation for ever, unless it sees that the engine is gone.
  { args: ['start'], at: 'preload.mjs', signal: 'SIGKILL' },
  // Each into a folder of its own: cdk refuses one that a killed cdk, not yet reaped, has locked.
  { args: ['synth', '--config', sample, '--output', join(folder, 'SIGTERM')], at: 'infra/app.ts', signal: 'SIGTERM' },
  { args: ['synth', '--config', sample, '--output', join(folder, 'SIGKILL')], at: 'infra/app.ts', signal: 'SIGKILL' },
] as const)('leaves no process behind when $signal ends $args.0 while $at runs', patient, async ({ args, at, signal }) => {
  const env = at === 'preload.mjs' ? process.env : { ...process.env, NODE_OPTIONS: forEver };
  const child = spawn(process.execPath, [entry, ...args], { stdio: 'ignore', env });
  const started = new Map<number, Descendant>();
  const isThere = () => {
    for (const each of descendantsOf(child.pid ?? 0)) started.set(each.pid, each);
    // The command line of cdk names the program, too, in front of which stands --app.
    return [...started.values()].some(({ command }) => command.includes(at) && !command.includes('--app'));
  };
  onTestFinished(() => {
    for (const { pid } of aliveOf([...started.values()])) process.kill(pid, 'SIGKILL');
  });
  // Shorter than the test's own limit, so that a failure says which of the three did not happen.
  const soon = { timeout: 120_000, interval: 20 };
  await expect.poll(isThere, soon).toBe(true);
  child.kill(signal);
  await expect.poll(() => child.exitCode ?? child.signalCode, soon).toBe(signal);
  await expect.poll(() => aliveOf([...started.values()]), soon).toEqual([]);
});

/** The first Node on the PATH that is too old, if there is one. */
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map((directory) => join(directory, 'node'))
  .filter(existsSync)
  .find((node) => Number(/^v(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 24) < 24);

it.skipIf(oldNode === undefined)('tells an old Node in one line which it needs', patient, () => {
  const { status, stdout, stderr } = spawnSync(oldNode ?? '', [entry, 'start'], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^Reveille needs Node 24 or newer, and this is Node \d+\.\d+\.\d+\. [^\n]*\n$/);
});

it('says in one line that it cannot make a temporary folder', patient, () => {
  const nowhere = join(folder, 'nowhere');
  const env = { ...process.env, TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere };
  const { status, stderr } = spawnSync(process.execPath, [entry, 'start', '--json'], { encoding: 'utf8', env });
  const says = `${nowhere}: no temporary folder can be made there (ENOENT); set TMPDIR to a folder that you may write to\n`;
  expect({ status, stderr }).toEqual({ status: 2, stderr: says });
});

it('is what every command of npm runs', () => {
  const { scripts, bin } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(bin).toEqual({ reveille: 'cli/reveille.mjs' });
  for (const name of reveilleProgram({ world: aWorld().world, exitWith: () => {} }).commands.map((command) => command.name()))
    expect(scripts[name]).toBe(`node cli/reveille.mjs ${name}`);
  expect(scripts.reveille).toBe('node cli/reveille.mjs');
});
