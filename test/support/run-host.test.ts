import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { runHost, watchFor } from './run-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-run-host-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that begins with its input and output at hand. */
function program(name: string, code: string): string {
  const path = join(folder, `${name}.mjs`);
  const begin = `import { readFileSync, writeFileSync } from 'node:fs'; const [, , input, output] = process.argv;`;
  writeFileSync(path, `${begin}\n${code}`);
  return path;
}

it('hands over the input and returns the output', async () => {
  const doubles = program('doubles', 'writeFileSync(output, JSON.stringify(2 * JSON.parse(readFileSync(input))));');
  expect(await runHost(doubles, 21)).toBe(42);
});

it('rejects with the exit code and what was printed on stderr', async () => {
  await expect(runHost(program('fails', "console.error('no luck'); process.exit(3);"), null)).rejects.toThrow(
    /ended with 3:\nno luck/,
  );
});

it('ends a host that prints nothing any more, and tells how long it was silent', async () => {
  const silent = program('silent', 'setInterval(() => {}, 1000);');
  await expect(runHost(silent, null, 200)).rejects.toThrow('the host made no progress for 200 ms; the last was: \n');
});

it('gives up only after so long a silence, whatever the whole takes', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const stream = new EventEmitter() as Readable;
  let givenUp = 0;
  const watch = watchFor(stream, 1_000, () => {
    givenUp += 1;
  });
  for (let n = 0; n < 10; n += 1) {
    vi.advanceTimersByTime(999);
    stream.emit('data', Buffer.from(`first\nline ${n}\n`));
  }
  expect(givenUp).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect([givenUp, watch.stop()]).toEqual([1, { gaveUp: 'silent', last: 'line 9' }]);
});

it('gives up what goes round for ever, however busily it does', () => {
  const stream = new EventEmitter() as Readable;
  let givenUp = 0;
  const watch = watchFor(stream, 60_000, () => {
    givenUp += 1;
  });
  stream.emit('data', Buffer.from('round\n'.repeat(30_000)));
  expect(givenUp).toBe(0);
  stream.emit('data', Buffer.from('and round\n'));
  expect([givenUp, watch.stop()]).toEqual([1, { gaveUp: 'endless', last: 'and round' }]);
});
