import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/**
 * How long a host may be silent. It prints something for everything that happens in its engine,
 * and the longest that nothing happens is the 25 s after which a function leaves a provider that
 * hangs: so many minutes of silence are a hang, however busy the machine is.
 */
const longestSilenceMs = 300_000;

/**
 * How many lines a host may print: two an invocation, of which the largest has some thousands.
 * What goes round for ever prints more.
 */
const mostLines = 30_000;

/**
 * The limit of a hook that waits for a host: none, because {@link runHost} ends whatever makes no
 * progress.
 */
export const untilHostEnds = 0;

/**
 * Runs a program of the tests in a process of its own, `node <program> <input file> <output
 * file>`, both JSON. Rejects with what it printed on stderr when it fails, or when it printed
 * nothing on stdout for `silenceMs`.
 */
export async function runHost(program: string, input: unknown, silenceMs: number = longestSilenceMs): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'reveille-host-'));
  try {
    const [given, made] = [join(folder, 'input.json'), join(folder, 'output.json')];
    await writeFile(given, JSON.stringify(input));
    await ended(spawn(process.execPath, [program, given, made], { stdio: ['ignore', 'pipe', 'pipe'] }), silenceMs);
    return JSON.parse(await readFile(made, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcessByStdio<null, Readable, Readable>, silenceMs: number): Promise<void> {
  const watch = watchFor(child.stdout, silenceMs, () => child.kill('SIGKILL'));
  const said = text(child.stderr);
  const code = await new Promise((resolve) => child.once('close', resolve));
  const { gaveUp, last } = watch.stop();
  if (gaveUp === 'silent') throw new Error(`the host made no progress for ${silenceMs} ms; the last was: ${last}\n${await said}`);
  if (gaveUp === 'endless') throw new Error(`the host went on for ${mostLines} lines; the last was: ${last}\n${await said}`);
  if (code !== 0) throw new Error(`the host ended with ${code}:\n${await said}`);
}

/**
 * Calls `giveUp` when nothing came out of a stream for so long, or far too much did. `stop` ends
 * the watch and tells whether and why it gave up, and what came last.
 */
export function watchFor(stream: Readable, silenceMs: number, giveUp: () => void) {
  const state: { gaveUp: 'silent' | 'endless' | null; last: string } = { gaveUp: null, last: '' };
  let lines = 0;
  const end = (why: 'silent' | 'endless') => {
    state.gaveUp ??= why;
    giveUp();
  };
  let timer = setTimeout(end, silenceMs, 'silent');
  stream.on('data', (chunk: Buffer) => {
    clearTimeout(timer);
    timer = setTimeout(end, silenceMs, 'silent');
    const printed = chunk.toString().trimEnd().split('\n');
    state.last = printed.at(-1) ?? '';
    lines += printed.length;
    if (lines > mostLines) end('endless');
  });
  return {
    stop: () => {
      clearTimeout(timer);
      return state;
    },
  };
}
