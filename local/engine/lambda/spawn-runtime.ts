import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FunctionDefinition } from './function-definition.ts';

const runtimeClient = join(dirname(createRequire(import.meta.url).resolve('aws-lambda-ric/package.json')), 'index.mjs');

/** What a runtime is told at its start. */
export interface RuntimeStart {
  readonly environment: Record<string, string>;
  /** Where its Runtime API listens, `127.0.0.1:PORT`. */
  readonly runtimeApi: string;
  /** How far the engine's clock is ahead of the machine's, in milliseconds. */
  readonly clockOffset: number;
}

/** Who hears what a process writes, line by line. */
export interface OutputListener {
  readonly onLine: (line: string) => void;
  /** Called with each end mark, instead of onLine. */
  readonly onMark: (mark: string) => void;
}

/**
 * Starts Node with AWS's runtime client on a function's code, and reads both of its outputs. The
 * preload gives the process the engine's clock and stands in for the client's native part.
 */
export function spawnRuntime(
  definition: FunctionDefinition,
  { environment, runtimeApi, clockOffset }: RuntimeStart,
  listener: OutputListener,
): ChildProcess {
  const preload = new URL('../function-process/preload.mjs', import.meta.url);
  preload.search = new URLSearchParams({ offset: String(clockOffset), runtimeApi }).toString();
  const child = spawn(process.execPath, ['--import', preload.href, runtimeClient], {
    cwd: definition.codeFolder,
    env: environment,
    stdio: 'pipe',
  });
  for (const output of [child.stdout, child.stderr]) readOutput(output, listener);
  return child;
}

// A mark may stand behind text that the function left without a line end; that text is a line of
// its own.
function readOutput(stream: Readable, { onLine, onMark }: OutputListener): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    const start = line.endsWith('\u0000') ? line.lastIndexOf('\u0000', line.length - 2) : -1;
    const own = start === -1 ? line : line.slice(0, start);
    if (own !== '') onLine(own);
    if (start !== -1) onMark(line.slice(start));
  });
}
