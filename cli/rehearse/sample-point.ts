import { hasFailed } from '../../shared/domain/verdict.ts';
import { readQueueMessage } from '../../shared/history/queue-message.ts';
import { isAllWell, type VerdictRow } from '../../shared/history/report.ts';
import type { Rehearsal } from './settle-and-report.ts';

/** The machine of the sample that does not exist, and what Alibaba Cloud answers for it. */
const missing = { instanceId: 'i-TestID', code: 'InvalidInstanceId.NotFound' };

/** Why the sample has a failure; `night` as in {@link isAsExpected}. */
export function samplePoint(night: boolean): string {
  const point = `As expected: ${missing.instanceId} does not exist, on purpose. The sample shows how one bad machine fails among good ones`;
  return night ? `${point},\nand how a machine that falls over at night runs again, once.` : `${point}.`;
}

/** What is decided in the night of the sample about each statement (sample-night.ts). */
const decisions = ['firing', 'cooldown', 'resolved', 'resolved', 'resolved'];

/**
 * True when a run of the sample showed what the sample is there to show: wherever the machine that
 * does not exist has a verdict, it was rejected for that reason. Nothing else failed or was left
 * over. With `night`: of two alerts about a machine one led to a restart, which is confirmed.
 */
export function isAsExpected({ report, settled }: Rehearsal, night: boolean): boolean {
  const decided = report.restarts.map(({ because }) => because);
  if (night && decided.join() !== decisions.join()) return false;
  const rows = report.jobs.flatMap(({ verdicts }) => verdicts);
  const ids = report.deadLetters.flatMap(({ body }) => idsIn(body));
  return settled && rows.every(isExpected) && ids.every((id) => id === missing.instanceId);
}

/**
 * True when a run ended well: every machine is where it should be or, in a run of the sample, all
 * went as the sample shows.
 */
export function cameToGood(run: Rehearsal, sample: { readonly strict: boolean; readonly hasNight: boolean } | null): boolean {
  return sample === null || sample.strict ? run.settled && isAllWell(run.report) : isAsExpected(run, sample.hasNight);
}

function isExpected(row: VerdictRow): boolean {
  if (row.instanceId !== missing.instanceId) return !hasFailed(row);
  return row.verdict === 'rejected' && row.code === missing.code;
}

// A letter that is not a batch has no id of a machine, so its text is used.
function idsIn(body: unknown): readonly string[] {
  const message = typeof body === 'string' ? null : readQueueMessage(JSON.stringify(body));
  if (message === null || !('work' in message) || message.work.phase === 'find') return [String(body)];
  return message.work.instances.map(({ id }) => id);
}
