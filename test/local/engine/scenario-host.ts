import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, vi } from 'vitest';

/**
 * What the host process says: a sign of life whenever its engine reports something, or how the
 * scenario ended.
 */
interface Said {
  readonly result?: unknown;
  readonly failure?: string;
}

// Function processes are killed after at most ten seconds, so an engine that is at work is never
// quiet for long.
const quietMs = 60_000;

/**
 * Plays engine scenarios in one process beside the test worker. It starts with the first scenario
 * of a test file and ends with the file. A scenario has no time limit, since a busy machine only
 * makes it slow: it fails when its engine reports nothing for a minute. The file fails when the
 * process does not end by itself, because an engine has left something open.
 */
export function scenarioHost(): (name: string) => Promise<Record<string, unknown>> {
  vi.setConfig({ testTimeout: 0 });
  let host: Host | undefined;
  afterAll(() => (host === undefined ? undefined : end(host)), 0);
  return async (name) => {
    host = host?.child.connected === true ? host : startHost();
    return play(host, name);
  };
}

interface Host {
  readonly child: ChildProcess;
  readonly errors: Promise<string>;
}

function startHost(): Host {
  const child = fork(join(import.meta.dirname, 'host.ts'), { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  return { child, errors: child.stderr === null ? Promise.resolve('') : text(child.stderr) };
}

async function end({ child }: Host): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = setTimeout(() => child.kill('SIGKILL'), quietMs);
  // Not `close`: Node does not emit it any more once this side has left the channel.
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
  clearTimeout(left);
  if (child.signalCode !== null) throw new Error('the process of the scenarios did not end: an engine has left something open');
}

function play({ child, errors }: Host, name: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const stuck = setTimeout(() => child.kill('SIGKILL'), quietMs);
    const finish = (settle: () => void): void => {
      clearTimeout(stuck);
      child.off('message', onMessage).off('close', onClose);
      settle();
    };
    const onMessage = (said: Said): void => {
      stuck.refresh();
      if (said.failure !== undefined) finish(() => reject(new Error(said.failure)));
      else if (said.result !== undefined) finish(() => resolve(said.result as Record<string, unknown>));
    };
    const onClose = (): void => {
      void errors.then((said) =>
        finish(() => reject(new Error(`the process of ${name} ended: ${said || 'it reported nothing'}`))),
      );
    };
    child.on('message', onMessage).on('close', onClose).send(name);
  });
}
