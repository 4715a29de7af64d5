import { synthesize as inAProcessOfItsOwn } from '../../../cli/rehearse/synthesize.ts';

/**
 * The variable that says where a {@link file://./synthesis-host.ts synthesis host} listens, if
 * there is one.
 */
export const synthesisHostVariable = 'REVEILLE_TEST_SYNTHESIS_HOST';

/**
 * Runs infra/app.ts on a configuration file into `assembly`: in the test run's own host, else, as
 * in the bench, in a process of its own.
 */
export async function synthesize(config: string, assembly: string): Promise<void> {
  const host = process.env[synthesisHostVariable];
  if (host === undefined) return inAProcessOfItsOwn(config, assembly);
  const answer = await fetch(host, { method: 'POST', body: JSON.stringify({ config, assembly }) });
  if (!answer.ok) throw new Error(`synthesizing the stack failed:\n${await answer.text()}`);
}
