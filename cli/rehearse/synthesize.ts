import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot, stackProgram } from '../deploy/run-cdk.ts';
import { openLifeline } from '../terminal/lifeline.ts';

/**
 * Runs the same program that `cdk synth` runs, on one configuration file, as of `now` (epoch
 * milliseconds), into `assembly` (a folder). Temporary files lie beside that folder. The program is
 * killed when `end` comes before its own end, and also when this process is killed. Throws with the
 * program's own words when it fails: the configuration was read before, so that is our fault and
 * not the operator's.
 */
export async function synthesize(
  config: string,
  assembly: string,
  { end = new AsyncDisposableStack(), now = Date.now() }: { readonly end?: AsyncDisposableStack; readonly now?: number } = {},
): Promise<void> {
  const temporary = dirname(assembly);
  const folders = { CDK_OUTDIR: assembly, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const env = { ...process.env, REVEILLE_CONFIG: config, REVEILLE_NOW: String(now), ...folders };
  const lifeline = await openLifeline();
  end.defer(lifeline.cut);
  const running = promisify(execFile)(process.execPath, ['--import', lifeline.module, stackProgram], { cwd: projectRoot, env });
  end.defer(async () => {
    running.child.kill('SIGKILL');
    await running.catch(() => undefined);
  });
  try {
    await running;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`synthesizing the stack failed:\n${said}`, { cause: error });
  }
}
