import { spawn } from 'node:child_process';
import { delimiter, dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleaningUpAtEnd } from '../terminal/clean-up-at-end.ts';
import { exitCodes } from '../terminal/exit-code.ts';
import { type Lifeline, openLifeline } from '../terminal/lifeline.ts';
import type { Environment } from '../terminal/world.ts';

/** The folder that holds Reveille's own code. */
export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url));

/** The program that `cdk` runs. */
export const stackProgram: string = fileURLToPath(new URL('../../infra/app.ts', import.meta.url));

/**
 * Runs this project's `cdk` on its own stack, with this process's streams, and gives its exit
 * code. Both run on the Node that runs this process, whatever the PATH says. A signal that ends
 * this process ends `cdk` first, with the program that `cdk` has started. They also end when this
 * process is killed.
 */
export function runCdk(args: readonly string[], env: Environment): Promise<number> {
  const { promise, resolve: done, reject } = Promise.withResolvers<number>();
  const cdk = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));
  // Relative, since cdk hands it to a shell without quotes, and the project may lie in a folder
  // with blanks.
  const app = ['--app', `node ${relative(projectRoot, stackProgram)}`];
  return cleaningUpAtEnd(async (end) => {
    const lifeline = await openLifeline();
    end.defer(lifeline.cut);
    const options = { env: holding(lifeline, withRunningNode(env)), stdio: 'inherit', cwd: projectRoot } as const;
    const child = spawn(process.execPath, [cdk, ...args, ...app], options);
    child.once('error', reject);
    // A command that a signal ended did not do its work.
    child.once('exit', (code) => done(code ?? exitCodes.notAllWell));
    end.defer(async () => {
      child.kill();
      await promise.catch(() => undefined);
    });
    return promise;
  });
}

// By the environment, so that the program which cdk starts holds the lifeline too.
function holding({ module }: Lifeline, env: Environment): Environment {
  return { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --import=${module}`.trim() };
}

// Windows calls the variable Path.
function withRunningNode(env: Environment): Environment {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [dirname(process.execPath), env[name] ?? ''].join(delimiter) };
}
