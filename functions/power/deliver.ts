import type { WorkMessage } from '../../shared/domain/batch.ts';
import { isReboot } from '../../shared/domain/goal.ts';
import { wayBackOf } from '../../shared/domain/moment.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { selectionText } from '../../shared/domain/selection.ts';
import { deadLetterOf } from '../../shared/domain/step/dead-letter.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { Announce } from '../../shared/lambda/announce.ts';
import type { BatchSender } from '../../shared/lambda/batch-sender.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { chargedNotice } from '../../shared/notice/charged-notice.ts';
import { failureNotice } from '../../shared/notice/failure-notice.ts';
import type { Notice } from '../../shared/notice/notice.ts';
import type { Explain } from '../../shared/providers/provider.ts';
import type { Ended, RunRecorder } from '../../shared/store/run-recorder.ts';
import type { RestartMemory } from './restart-memory.ts';

/** Where a power function's outcomes go. */
export interface DeliverDeps {
  readonly provider: ProviderName;
  /** What a code of the provider means to people. */
  readonly explain: Explain;
  readonly memory: Pick<RestartMemory, 'giveBack' | 'seenDone'>;
  readonly recorder: Pick<RunRecorder, 'ended'>;
  readonly workQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** The schedules of this deployment, by name: people are told local times. */
  readonly schedules: Readonly<Record<string, { readonly timezone: string }>>;
  readonly send: BatchSender;
  readonly announce: Announce;
  readonly telemetry: Telemetry;
}

/** A notice that is not taken in this time is given up: it may not use up the invocation. */
const noticeMs = 2_000;

/**
 * Sends what follows from a step, before its message is deleted: follow-ups, then the dead letter,
 * then the claims of restarts that nothing was sent for and the reboots that were seen, then the
 * found records and the verdict records, in the log and in the table, and at last the notices. The
 * order matters: after a crash in between everything is sent again, so a part can come twice, and
 * no instance is lost. What cannot be recorded or told is counted, and the batch goes on. Follow-ups
 * that rely on the notice of this step come after it; when it could not be sent, they are told to
 * rely on nothing, and tell for themselves.
 */
export async function deliver(batch: WorkMessage, outcome: Outcome, deps: DeliverDeps): Promise<void> {
  const relying = outcome.followUps.filter((next) => next.batch.told !== null && next.batch.told !== batch.told);
  const others = outcome.followUps.filter((next) => !relying.includes(next));
  if (others.length > 0) await deps.send(deps.workQueueUrl, others);
  const letter = deadLetterOf(batch, outcome.verdicts);
  if (letter !== null) await deps.send(deps.deadLetterQueueUrl, [{ batch: letter, delaySeconds: 0 }]);
  const unused = unusedClaims(batch, outcome);
  if (unused.length > 0) await deps.memory.giveBack(batch, unused);
  const rebooted = rebootsSeen(outcome);
  if (rebooted.length > 0) await deps.memory.seenDone(batch, rebooted);
  await record(batch, outcome, deps);
  const isTold = await tell(batch, outcome, deps);
  if (relying.length === 0) return;
  const untold = relying.map((next) => ({ ...next, batch: { ...next.batch, told: batch.told } }));
  await deps.send(deps.workQueueUrl, isTold ? relying : untold);
}

async function record(batch: WorkMessage, { verdicts, cut }: Outcome, { telemetry, recorder }: DeliverDeps): Promise<void> {
  const { job, account, region } = batch;
  const found =
    batch.phase === 'find' && cut !== null
      ? { selection: selectionText(batch.selection), instances: [...cut.instances], complete: cut.complete }
      : null;
  if (found !== null) telemetry.found({ job, account, region, ...found });
  const acceptedAt = new Map(batch.phase === 'find' ? [] : batch.instances.map((each) => [each.id, each.acceptedAt]));
  const ends = verdicts.map((end): Ended => {
    const { acted: _, billing, did, ...verdict } = { billing: undefined, ...end };
    const more = job.action === 'stop' ? { billing: billing?.is ?? 'unknown' } : job.action === 'restart' && { did: did ?? null };
    telemetry.verdict({ job, account, region, ...verdict, ...more });
    const accepted = end.verdict === 'confirmed' ? (acceptedAt.get(end.instanceId) ?? null) : null;
    return { ...verdict, ...more, acceptedAt: accepted };
  });
  await recorder.ended({ job, account, region, found, ends });
}

/** Tells people; false when the notice of what failed could not be handed over. */
async function tell(batch: WorkMessage, outcome: Outcome, deps: DeliverDeps): Promise<boolean> {
  const handOver = async (notice: Notice): Promise<boolean> => {
    try {
      await deps.announce(notice, AbortSignal.timeout(noticeMs));
      return true;
    } catch (error) {
      deps.telemetry.lost('notice', error);
      return false;
    }
  };
  const notice = failureNotice(batch, outcome, deps);
  const isTold = notice === null || (await handOver(notice));
  const charged = chargedNotice(batch, outcome, deps);
  if (charged !== null) await handOver(charged);
  return isTold;
}

/**
 * The machines whose restart ended without a call to the provider: their claim counts against no
 * budget. A letter that was sent back has no claim of its own.
 */
function unusedClaims(message: WorkMessage, { verdicts }: Outcome): string[] {
  if (message.job.action !== 'restart' || wayBackOf(message) !== null) return [];
  return verdicts.filter(({ attempts, did }) => attempts === 0 && did === undefined).map(({ instanceId }) => instanceId);
}

/** The machines that were seen back from a reboot of this job. */
function rebootsSeen({ verdicts }: Outcome): string[] {
  const seen = verdicts.filter(({ verdict, did }) => verdict === 'confirmed' && isReboot(did));
  return seen.map(({ instanceId }) => instanceId);
}
