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
import type { Explain } from '../../shared/providers/provider.ts';
import type { RestartMemory } from './restart-memory.ts';

/** Where a power function's outcomes go. */
export interface DeliverDeps {
  readonly provider: ProviderName;
  /** What a code of the provider means to people. */
  readonly explain: Explain;
  readonly memory: Pick<RestartMemory, 'giveBack' | 'seenDone'>;
  readonly workQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly noticeTopicArn: string;
  /** The schedules of this deployment, by name: people are told local times. */
  readonly schedules: Readonly<Record<string, { readonly timezone: string }>>;
  readonly send: BatchSender;
  readonly announce: Announce;
  readonly telemetry: Telemetry;
}

/**
 * Sends what follows from a step, before its message is deleted: follow-ups, then the dead letter,
 * then the notices, then the claims of restarts that nothing was sent for and the reboots that were
 * seen, and only then the found records and the verdict records. The order matters:
 * after a crash in between everything is sent again, so a part can come twice, and no instance is
 * lost. Follow-ups that rely on the notice of this step come after it: they tell nobody themselves,
 * and another delivery may find nothing to tell.
 */
export async function deliver(batch: WorkMessage, outcome: Outcome, deps: DeliverDeps): Promise<void> {
  const relying = outcome.followUps.filter((next) => next.batch.told !== null && next.batch.told !== batch.told);
  const others = outcome.followUps.filter((next) => !relying.includes(next));
  if (others.length > 0) await deps.send(deps.workQueueUrl, others);
  const letter = deadLetterOf(batch, outcome.verdicts);
  if (letter !== null) await deps.send(deps.deadLetterQueueUrl, [{ batch: letter, delaySeconds: 0 }]);
  const notice = failureNotice(batch, outcome, { ...deps, queueArn: (name) => besideTopic(deps.noticeTopicArn, name) });
  if (notice !== null) await deps.announce(notice);
  const charged = chargedNotice(batch, outcome, deps);
  if (charged !== null) await deps.announce(charged);
  if (relying.length > 0) await deps.send(deps.workQueueUrl, relying);
  const unused = unusedClaims(batch, outcome);
  if (unused.length > 0) await deps.memory.giveBack(batch, unused);
  const rebooted = rebootsSeen(outcome);
  if (rebooted.length > 0) await deps.memory.seenDone(batch, rebooted);
  const { job, account, region } = batch;
  if (batch.phase === 'find' && outcome.cut !== null) {
    const { instances, complete } = outcome.cut;
    const selection = selectionText(batch.selection);
    deps.telemetry.found({ job, account, region, selection, instances: [...instances], complete });
  }
  for (const end of outcome.verdicts) {
    const { acted: _, billing, did, ...verdict } = { billing: undefined, ...end };
    const more = job.action === 'stop' ? { billing: billing?.is ?? 'unknown' } : job.action === 'restart' && { did: did ?? null };
    deps.telemetry.verdict({ job, account, region, ...verdict, ...more });
  }
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

/**
 * The ARN of a queue in the account and region of the topic. It is not read from a queue's URL:
 * not every URL names them.
 */
function besideTopic(topicArn: string, queueName: string): string {
  const [, partition = '', , region = '', account = ''] = topicArn.split(':');
  return `arn:${partition}:sqs:${region}:${account}:${queueName}`;
}
