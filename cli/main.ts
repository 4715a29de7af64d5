import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { reveille } from './reveille.ts';
import { exitCodes } from './terminal/exit-code.ts';
import type { World } from './terminal/world.ts';

/** Runs the command line of this process, and leaves what it exits with in `process.exitCode`. */
export async function main(): Promise<void> {
  if (process.env.npm_command !== undefined) endWithNpm();
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

/** How often this process looks for the processes above it, in milliseconds. */
const lookEveryMs = 100;

// npm starts a command through a shell and hands SIGTERM to the shell alone. Some shells then end
// and do not pass the signal on. A killed npm tells nobody, and its shell waits on.
function endWithNpm(): void {
  const above = processesAbove();
  const looking = setInterval(() => {
    if (processesAbove() === above) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  looking.unref();
}

// The parent, and where the parent is npm's shell, also npm above it. Only Linux tells the latter.
function processesAbove(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold blanks (proc(5)).
    const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(stat) ?? [];
    return /^(npm|node)/.test(name) ? String(process.ppid) : `${process.ppid} ${rest.split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
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
    dynamo: async () => new (await import('@aws-sdk/client-dynamodb')).DynamoDBClient(),
    cloudFormation: async () => new (await import('@aws-sdk/client-cloudformation')).CloudFormationClient(),
    cdk: async (args, env) => (await import('./deploy/run-cdk.ts')).runCdk(args, env),
  };
}
