import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectRoot, stackProgram } from '../deploy/run-cdk.ts';

/**
 * Runs the same program that `cdk synth` runs, on one configuration file, into `assembly` (a
 * directory). Throws with the program's own words when it fails: the configuration was read
 * before, so that is our fault and not the operator's.
 */
export async function synthesize(config: string, assembly: string): Promise<void> {
  const env = { ...process.env, REVEILLE_CONFIG: config, CDK_OUTDIR: assembly };
  try {
    await promisify(execFile)(process.execPath, [stackProgram], { cwd: projectRoot, env });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`synthesizing the stack failed:\n${said}`, { cause: error });
  }
}
