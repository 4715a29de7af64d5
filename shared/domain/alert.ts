import type { Batch } from './batch.ts';
import type { Outcome } from './outcome.ts';
import { type FailedVerdict, hasFailed } from './verdict.ts';

/** A message to people, by SNS: the subject is printable ASCII under 100 characters (SNS Publish, Subject). */
export interface Alert {
  readonly subject: string;
  readonly message: string;
}

/**
 * The alert for what failed in one step of a batch, or null when nothing did. A failure of the whole account is told once: by the
 * batch that speaks for the account.
 */
export function alertOf(batch: Batch, outcome: Outcome, provider: string): Alert | null {
  const failed = outcome.verdicts.filter(hasFailed);
  if (failed.length === 0) return null;
  if (outcome.accountFailure !== null && !batch.speaksForAccount) return null;
  const where = `${batch.account} (${provider}${batch.region === null ? '' : ` ${batch.region}`})`;
  const count = `${failed.length} of ${batch.instances.length} ${batch.instances.length === 1 ? 'instance' : 'instances'}`;
  const what =
    outcome.accountFailure === null
      ? `${count} in this batch did not start.`
      : `The whole account was refused, so none of its instances in this job starts: ${outcome.accountFailure.code}.`;
  const subject = `Reveille: ${batch.job.schedule} ${batch.job.action}: ${failed.length} failed on ${batch.account}`;
  const lines = [
    what,
    '',
    ...table(failed),
    '',
    `Schedule  ${batch.job.schedule} (${batch.job.action}), due ${batch.job.scheduledAt}`,
    `Account   ${where}`,
    `Job       ${batch.job.id}`,
    '',
    `These instances are in a dead letter on the queue reveille-${provider}-dead-letters.`,
    `When the cause is gone, redrive it (SQS: "Start DLQ redrive", custom destination reveille-${provider}): they start again.`,
  ];
  return { subject: subject.replace(/[^\x20-\x7e]/g, '?').slice(0, 99), message: lines.join('\n') };
}

function table(failed: readonly FailedVerdict[]): string[] {
  const width = Math.max(...failed.map((verdict) => verdict.instanceId.length));
  return failed.map(({ instanceId, verdict, code, message, requestId }) => {
    const request = requestId === null ? '' : ` [request ${requestId}]`;
    return `${instanceId.padEnd(width)}  ${verdict}  ${code}: ${message}${request}`;
  });
}
