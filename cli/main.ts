import { setTimeout as sleep } from 'node:timers/promises';
import { reveille } from './reveille.ts';
import { exitCodes } from './terminal/exit-code.ts';
import type { World } from './terminal/world.ts';

/** Runs the command line of this process, and leaves what it exits with in `process.exitCode`. */
export async function main(): Promise<void> {
  const lost = { stdout: false, stderr: false };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has seen enough, such as `head`, closes the pipe.
      if (error.code === 'EPIPE' || lost[name]) return;
      lost[name] = true;
      process.exitCode = exitCodes.usage;
      if (name === 'stdout')
        process.stderr.write(
          `the output cannot be written (${error.code}), and a part of it is lost; write it to another place\n`,
        );
    });
  }
  // The rest of a command's work is done all the same: its state file is still written.
  const code = await reveille(process.argv.slice(2), processWorld());
  process.exitCode = lost.stdout || lost.stderr ? exitCodes.usage : code;
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
