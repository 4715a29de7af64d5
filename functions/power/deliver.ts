import { alertOf } from '../../shared/domain/alert.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { deadLetterOf } from '../../shared/domain/dead-letter.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { selectionText } from '../../shared/domain/selection.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { Announce } from '../../shared/lambda/announce.ts';
import type { BatchSender } from '../../shared/lambda/batch-sender.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import type { Explain } from '../../shared/providers/provider.ts';

/** Where a power function's outcomes go. */
export interface DeliverDeps {
  readonly provider: ProviderName;
  /** What a code of the provider means to people. */
  readonly explain: Explain;
  readonly workQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly alertTopicArn: string;
  readonly send: BatchSender;
  readonly announce: Announce;
  readonly telemetry: Telemetry;
}

/**
 * Sends what follows from a step, before its message is deleted. The order matters: a crash in between repeats the later parts and
 * never loses an instance: follow-ups, then the dead letter, then the alert, and only then the records of what was found and of what is over.
 */
export async function deliver(batch: WorkMessage, outcome: Outcome, deps: DeliverDeps): Promise<void> {
  if (outcome.followUps.length > 0) await deps.send(deps.workQueueUrl, outcome.followUps);
  const letter = deadLetterOf(batch, outcome.verdicts);
  if (letter !== null) await deps.send(deps.deadLetterQueueUrl, [{ batch: letter, delaySeconds: 0 }]);
  const alert = alertOf(batch, outcome, { ...deps, queueArn: (name) => besideTopic(deps.alertTopicArn, name) });
  if (alert !== null) await deps.announce(alert);
  const { job, account, region } = batch;
  if (batch.phase === 'find' && outcome.cut !== null) {
    const { instances, complete } = outcome.cut;
    const selection = selectionText(batch.selection);
    deps.telemetry.found({ job, account, region, selection, instances: [...instances], complete });
  }
  for (const verdict of outcome.verdicts) deps.telemetry.verdict({ job, account, region, ...verdict });
}

/** The ARN of a queue in the account and region of the topic: a queue's URL does not tell them everywhere. */
function besideTopic(topicArn: string, queueName: string): string {
  const [, partition = '', , region = '', account = ''] = topicArn.split(':');
  return `arn:${partition}:sqs:${region}:${account}:${queueName}`;
}
