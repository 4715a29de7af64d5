import { sampleState } from '../../local/clouds/sample-state.ts';
import { isAllWell, type Report } from '../../shared/history/report.ts';
import { exitCodes } from '../terminal/exit-code.ts';
import { type Paint, paintFor } from '../terminal/paint.ts';
import { type World, writeJson, writeLines } from '../terminal/world.ts';
import type { LocalOptions, SampleOptions } from './local-options.ts';
import { type PreparedRun, prepareRun } from './prepare-run.ts';
import { progressOn } from './progress.ts';
import type { LocalRun } from './rehearsal.ts';
import { rehearsalLine, withState } from './rehearsal-notes.ts';
import { reportText } from './report-text.ts';
import { writeRunState } from './run-state.ts';
import { type SampleNight, sampleNight } from './sample-night.ts';
import { cameToGood, isAsExpected, samplePoint } from './sample-point.ts';
import { walkText } from './walk-text.ts';

/** What a run of the sample needs besides its options. */
interface SampleRun {
  /** The machines of its stand-in clouds, and the alerts that come beside those of a file. */
  readonly happens: SampleNight;
  /** True: they are those of a night. */
  readonly hasNight: boolean;
  /** True: the sample's own failure counts as one. */
  readonly strict: boolean;
}

/**
 * Runs the sample against stand-in clouds that hold the sample's machines, all but the one that
 * does not exist.
 * @returns the exit code: 0 also when that one machine failed and nothing else did, unless
 * `strict`. Throws as `runLocal` does.
 */
export function runSample({ run, strict, night }: SampleOptions, world: World): Promise<number> {
  const happens = night ? sampleNight(world.now()) : { instances: sampleState.instances, alerts: [] };
  return runLocal(run, world, { happens, hasNight: night, strict });
}

/**
 * Makes one run on the local engine and writes its report: one JSON object with `json`, else text.
 * Then writes what is left in its queues to the state file, if there is one.
 * @returns the exit code: 1 when a machine is not where it should be. Throws UsageError and
 * ConfigurationError for the operator's mistakes.
 */
export async function runLocal(options: LocalOptions, world: World, sample: SampleRun | null = null): Promise<number> {
  const files = await prepareRun(options);
  const prepared = { ...files, alerts: [...files.alerts, ...(sample?.happens.alerts ?? [])] };
  const { rehearse } = await import('./rehearsal.ts');
  const progress = progressOn(world.stderr, { quiet: options.json });
  const instances = sample === null ? {} : { instances: sample.happens.instances };
  const run = await rehearse(prepared, { onEvent: progress.show, ...instances }).finally(progress.end);
  const point = sample !== null && isAsExpected(run, sample.hasNight) ? samplePoint(sample.hasNight) : null;
  if (options.json) writeJson(world, asked(run.report, options));
  else writeLines(world.stdout, textsOf(run, prepared, { paint: paintFor(world.stdout, world.env), point }));
  if (options.state !== null) await writeRunState(options.state, run.left);
  return cameToGood(run, sample) ? exitCodes.allWell : exitCodes.notAllWell;
}

/** The report without what alerts led to, when no alert was to come and none was decided. */
function asked({ alertsReceived, restarts, ...report }: Report, { alerts }: LocalOptions) {
  return alerts === null && restarts.length === 0 ? report : { ...report, alertsReceived, restarts };
}

function textsOf(
  run: LocalRun,
  { options: { trigger, state }, endpoints }: PreparedRun,
  { paint, point }: { readonly paint: Paint; readonly point: string | null },
): string[] {
  const rehearsal = paint.title(rehearsalLine(endpoints));
  const report = trigger?.kind === 'days' ? walkText(run, paint) : reportText(run, paint);
  const expected = point !== null && !isAllWell(run.report) ? ['', paint.good(point)] : [];
  return [rehearsal, '', state === null ? report : withState(report, state), ...expected, '', rehearsal];
}
