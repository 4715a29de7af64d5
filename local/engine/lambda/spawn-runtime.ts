import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

/** Starts Node with AWS's runtime client on a function's code; the preload gives it the clock and replaces its native part. */
export function spawnRuntime(
  definition: FunctionDefinition,
  { environment, runtimeApi, clockOffset }: RuntimeStart,
): ChildProcessWithoutNullStreams {
  const preload = new URL('../function-process/preload.ts', import.meta.url);
  preload.search = new URLSearchParams({ offset: String(clockOffset), runtimeApi }).toString();
  return spawn(process.execPath, ['--import', preload.href, runtimeClient], {
    cwd: definition.codeFolder,
    env: environment,
    stdio: 'pipe',
  });
}
