import { setTimeout as sleep } from 'node:timers/promises';
import { reveille } from './reveille.ts';
import type { World } from './terminal/world.ts';

/** Runs the command line of this process, and leaves what it exits with in `process.exitCode`. */
export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
  process.exitCode = await reveille(process.argv.slice(2), processWorld());
}

// A reader that has seen enough, such as `head`, closes the pipe. The rest of the output is lost
// and nothing else: a state file is still written, and the exit code is still the command's.
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function processWorld(): World {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    // Not captured: the local engine replaces the global Date.
    now: () => Date.now(),
    pause: (ms) => sleep(ms),
    sqs: async () => new (await import('@aws-sdk/client-sqs')).SQSClient(),
    cdk: async (args, env) => (await import('./deploy/run-cdk.ts')).runCdk(args, env),
  };
}
