import type { CloudState } from '../../local/clouds/cloud-state.ts';
import { isAllWell } from '../../shared/history/report.ts';
import { exitCodes } from '../terminal/exit-code.ts';
import { paintFor } from '../terminal/paint.ts';
import { daysText } from './days-text.ts';
import type { LocalOptions } from './local-options.ts';
import { type ProgressStream, progressOn } from './progress.ts';
import { writeQueueState } from './queue-state.ts';
import { type LocalRun, rehearse } from './rehearsal.ts';
import { reportText } from './report-text.ts';

/** The terminal a command writes to. */
export interface Terminal {
  readonly stdout: ProgressStream;
  readonly stderr: ProgressStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Makes one run on the local engine and writes its report: one JSON object with `json`, else text; then what is left in its queues to
 * the state file, if there is one. Returns the exit code.
 */
export async function runLocal(options: LocalOptions, terminal: Terminal, instances?: CloudState['instances']): Promise<number> {
  const progress = progressOn(terminal.stderr);
  const run = await rehearse(options, { onEvent: progress.show, ...(instances === undefined ? {} : { instances }) }).finally(
    progress.end,
  );
  const text = options.json ? JSON.stringify(run.report) : textOf(run, options, terminal);
  terminal.stdout.write(`${text}\n`);
  if (options.state !== null) await writeQueueState(options.state, run.left);
  return run.settled && isAllWell(run.report) ? exitCodes.allWell : exitCodes.notAllWell;
}

function textOf(run: LocalRun, { trigger }: LocalOptions, { stdout, env }: Terminal): string {
  const paint = paintFor(stdout, env);
  return trigger?.kind === 'days' ? daysText(run, paint) : reportText(run, paint);
}
