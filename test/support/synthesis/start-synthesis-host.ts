import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { synthesisHostVariable } from './synthesize.ts';

const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/reveille-tests', import.meta.url));
const program = fileURLToPath(new URL('./synthesis-host.ts', import.meta.url));

/**
 * Vitest's global setup of the engine's tests: one synthesis host for all their processes. It has
 * loaded what this run's sources say, so each run, also each rerun of a watch, begins with a new
 * one.
 */
export async function setup(project: TestProject): Promise<() => void> {
  // What a host or a command compiles, the next one finds: a third of what such a process costs is
  // loading its own sources.
  process.env.NODE_COMPILE_CACHE ??= compileCache;
  let child = await start();
  project.onTestsRerun(async () => {
    child.stdin?.end();
    child = await start();
  });
  return () => void child.stdin?.end();
}

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [origin] = await once(createInterface(child.stdout), 'line');
  // Workers are started later and inherit it, and so do the processes they start.
  process.env[synthesisHostVariable] = String(origin);
  return child;
}
