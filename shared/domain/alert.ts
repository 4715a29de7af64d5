import { failureLines } from './alert-failures.ts';
import type { WorkMessage } from './batch.ts';
import { wipesDisks } from './batch-options.ts';
import type { Outcome } from './outcome.ts';
import { type Explanation, explainOwn } from './own-codes.ts';
import { utf8Length } from './utf8-length.ts';
import { hasFailed } from './verdict.ts';
import type { ProviderName } from './vocabulary.ts';

/** A message to people, by SNS: the subject is printable ASCII under 100 characters (SNS Publish, Subject). */
export interface Alert {
  readonly subject: string;
  readonly message: string;
}

/** What an alert must know of the deployment. */
export interface AlertContext {
  readonly provider: ProviderName;
  /** What a code of the provider means; null for one that it has never told us of. */
  readonly explain: (code: string) => Explanation | null;
  /** The ARN of one of this deployment's queues, by the queue's name. */
  readonly queueArn: (name: string) => string;
}

/** SNS takes 256 KB (Publish, Message); the rest is left for what mail and its headers add. */
const mostBytes = 200_000;
const longestSubject = 99;
/** A name of the configuration has at most 40 characters (shared/contract/configuration.ts). */
const longestName = 40;

/**
 * The alert for what failed in one step of a batch, or null when nothing did. A failure of the whole account is told once: by the
 * batch that speaks for the account. The others tell of what failed besides.
 */
export function alertOf(batch: WorkMessage, outcome: Outcome, context: AlertContext): Alert | null {
  const accountFailure = batch.speaksForAccount ? outcome.accountFailure : null;
  const toldElsewhere = batch.speaksForAccount ? undefined : outcome.accountFailure?.code;
  const failed = outcome.verdicts.filter(hasFailed).filter(({ code }) => code !== toldElsewhere);
  if (failed.length === 0) return null;
  const { provider } = context;
  const head = [
    accountFailure === null
      ? whatFailed(batch, failed.length)
      : `The whole account was refused, so this job ${batch.job.action}s none of its instances: ${accountFailure.code}.`,
    '',
    `Schedule  ${batch.job.schedule} (${batch.job.action}), due ${batch.job.scheduledAt}`,
    `Account   ${batch.account} (${provider}${batch.region === null ? '' : ` ${batch.region}`})`,
    `Job       ${batch.job.id}`,
    '',
  ];
  // As in the letter: what a start of this job may have reached already is not wiped again.
  const instances = batch.phase === 'find' ? [] : batch.instances;
  const reached = new Set(instances.filter((instance) => instance.acted).map((instance) => instance.id));
  const wipes = wipesDisks(batch.options) && failed.some(({ instanceId }) => !reached.has(instanceId));
  const tail = ['', ...redriveLines(batch, wipes, context)];
  const explain = (code: string) => explainOwn(code) ?? context.explain(code) ?? unheardOf(provider);
  const room = mostBytes - utf8Length([...head, ...tail].join('\n'));
  const message = [...head, ...failureLines(failed, explain, room), ...tail].join('\n').toWellFormed();
  return { subject: subjectOf(batch, accountFailure === null ? `${failed.length} failed` : 'account refused'), message };
}

function whatFailed(batch: WorkMessage, failed: number): string {
  const { action } = batch.job;
  if (batch.phase === 'find') {
    // What was cut into batches before the listing failed goes its own way.
    return batch.matched > batch.held.length
      ? `A target of this job could not be listed to its end: ${batch.matched - batch.held.length} of its instances were found before that.`
      : `A target of this job could not be turned into instances, so none of it ${action}s.`;
  }
  return `${failed} of ${batch.instances.length} ${batch.instances.length === 1 ? 'instance' : 'instances'} in this batch did not ${action}.`;
}

function subjectOf({ job, account }: WorkMessage, what: string): string {
  const on = account.slice(0, longestName);
  // What happened and to which account must survive; a long name of a schedule is what can be spared.
  const schedule = job.schedule.slice(0, longestSubject - `Reveille:  ${job.action}: ${what} on ${on}`.length);
  return `Reveille: ${schedule} ${job.action}: ${what} on ${on}`.replace(/[^\x20-\x7e]/g, '?');
}

function redriveLines({ job }: WorkMessage, wipes: boolean, { provider, queueArn }: AlertContext): string[] {
  const work = `reveille-${provider}`;
  const letters = `${work}-dead-letters`;
  return [
    `They lie in a dead letter on ${letters}. When the cause is gone, this ${job.action}s them again:`,
    `  npm run -s dlq -- redrive --queue ${provider}`,
    'or, with the AWS CLI alone:',
    `  aws sqs start-message-move-task --source-arn ${queueArn(letters)} --destination-arn ${queueArn(work)}`,
    ...(wipes ? ['Their target says initLocalDisk: starting them again WIPES their local disks.'] : []),
  ];
}

function unheardOf(provider: ProviderName): Explanation {
  return {
    meaning: `Reveille does not know this code of ${provider}, so it did not try again for ever.`,
    advice: `please report it to the maintainers of Reveille: the code, ${provider}, the message and the request id`,
  };
}
