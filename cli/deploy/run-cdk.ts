import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../terminal/exit-code.ts';
import type { Environment } from '../terminal/world.ts';
import { projectRoot, stackProgram } from './stack-program.ts';

/**
 * Runs this project's `cdk` on its own stack, with this process's streams: by the running Node, so that
 * neither a shell nor the PATH chooses another. Gives its exit code.
 */
export function runCdk(args: readonly string[], env: Environment): Promise<number> {
  const { promise, resolve: done, reject } = Promise.withResolvers<number>();
  const cdk = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));
  const app = ['--app', `"${process.execPath}" "${stackProgram}"`];
  const child = spawn(process.execPath, [cdk, ...args, ...app], { env: { ...env }, stdio: 'inherit', cwd: projectRoot });
  child.once('error', reject);
  // A command that a signal ended did not do its work.
  child.once('exit', (code) => done(code ?? exitCodes.notAllWell));
  return promise;
}
