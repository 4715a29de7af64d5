import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const app = fileURLToPath(new URL('../../infra/app.ts', import.meta.url));
const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs the same program that `cdk synth` runs, on one configuration file, into `assembly` (a directory). Throws with the program's own
 * words when it fails: the configuration was read before, so that is our fault and not the operator's.
 */
export async function synthesize(config: string, assembly: string): Promise<void> {
  const env = { ...process.env, REVEILLE_CONFIG: config, CDK_OUTDIR: assembly };
  try {
    await promisify(execFile)(process.execPath, [app], { cwd: projectRoot, env });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`synthesizing the stack failed:\n${said}`, { cause: error });
  }
}
