import { ownerOf } from '../domain/batch-job.ts';
import { deadLetterQueueName } from '../domain/names.ts';
import { calendarMail, someOf } from './calendar-mail.ts';
import { failureLines, utf8Length } from './failure-lines.ts';
import { localTime } from './local-time.ts';
import type { ChargedNotice, FailureNotice, Notice } from './notice.ts';
import { tripMail, truncatedMail } from './restart-mail.ts';
import { missingMail, oldLettersMail, unfinishedMail } from './watch-mail.ts';

/**
 * A notice as mail by SNS. The subject is printable ASCII under 100 characters (SNS Publish,
 * Subject).
 */
export interface Mail {
  readonly subject: string;
  readonly message: string;
}

/** SNS takes 256 KB (Publish, Message); the rest is left for what mail and its headers add. */
const mostBytes = 200_000;
const longestSubject = 99;
/** A name of the configuration has at most 40 characters (shared/configuration). */
const longestName = 40;

/** The mail of a notice. */
export function mailOf(notice: Notice): Mail {
  const { subject, message } = textOf(notice);
  return { subject: subject.replace(/[^\x20-\x7e]/g, '?'), message: message.toWellFormed() };
}

function textOf(notice: Notice): Mail {
  switch (notice.kind) {
    case 'failed':
      return failureMail(notice);
    case 'not-granted':
      return chargedMail(notice);
    case 'calendar-ends':
      return calendarMail(notice);
    case 'tripped':
      return tripMail(notice);
    case 'truncated':
      return truncatedMail(notice);
    case 'missing':
      return missingMail(notice);
    case 'unfinished':
      return unfinishedMail(notice);
    case 'old-letters':
      return oldLettersMail(notice);
  }
}

/** Which job of which account a notice is about. */
function aboutJob({ job, timezone, account }: FailureNotice | ChargedNotice): string[] {
  return [
    '',
    `${job.schedule === null ? 'Restart ' : 'Schedule'}  ${ownerOf(job)} (${job.action}), due ${localTime(job.scheduledAt, timezone)}`,
    `Account   ${account.name} (${account.provider}${account.region === null ? '' : ` ${account.region}`})`,
    `Job       ${job.id}`,
    '',
  ];
}

function chargedMail(notice: ChargedNotice): Mail {
  const { instances, job, account } = notice;
  const on = account.name.slice(0, longestName);
  const happened = `NotGranted: ${instances.length} still charged on ${on}`;
  const schedule = ownerOf(job).slice(0, longestSubject - `Reveille:  stop: ${happened}`.length);
  const width = Math.max(...instances.map(({ id }) => id.length));
  return {
    subject: `Reveille: ${schedule} stop: ${happened}`,
    message: [
      `${instancesText(instances.length)} stopped as asked, but not without charge: the provider bills all of it as if it ran.`,
      ...aboutJob(notice),
      ...instances.map(({ id, because }) => `  ${id.padEnd(width)}  ${because ?? 'the provider does not say why'}`),
      '',
      'To do: for machines that cannot be stopped without charge write stopMode: keep-charging on a target of their own, or expect no',
      'saving of them. Nothing has failed, and nothing waits in a dead-letter queue.',
    ].join('\n'),
  };
}

function failureMail(notice: FailureNotice): Mail {
  const { groups } = notice;
  const head = [whatFailed(notice), ...aboutOthers(notice), ...aboutJob(notice)];
  const tail = ['', ...redriveLines(notice)];
  const room = mostBytes - utf8Length([...head, ...tail].join('\n'));
  return { subject: failureSubject(notice), message: [...head, ...failureLines(groups, room), ...tail].join('\n') };
}

function whatFailed({ what, failed, job: { action } }: FailureNotice): string {
  switch (what.part) {
    case 'account':
      return `The account was refused, not single instances: ${what.code}. ${what.isTarget ? 'The instances of a target' : instancesText(failed)} did not ${action}.`;
    case 'instances':
      return `${failed} of ${what.of} ${what.of === 1 ? 'instance' : 'instances'} in this batch did not ${action}.`;
    case 'target':
      return what.found > 0
        ? `A target of this job could not be listed to its end: ${what.found} of its instances were found before that.`
        : `A target of this job failed as a whole, so none of its instances ${action}s.`;
  }
}

function instancesText(count: number): string {
  return count === 1 ? '1 instance' : `${count} instances`;
}

/** What a notice of a refused account says of the instances that it does not say failed. */
function aboutOthers({ what }: FailureNotice): string[] {
  if (what.part !== 'account') return [];
  const { accepted, next, code } = what;
  const lines: string[] = [];
  if (accepted > 0) lines.push(`Accepted, or perhaps accepted, and looked at further: ${instancesText(accepted)}.`);
  if (next.length > 0) {
    lines.push(`Tried next, and told no more when refused with ${code}: ${someOf(next)}.`);
  }
  return lines;
}

function failureSubject({ what, failed, job, account }: FailureNotice): string {
  const on = account.name.slice(0, longestName);
  const happened = what.part === 'account' ? 'account refused' : `${failed} failed`;
  // The subject must say what happened and to which account, so a long name of a schedule or
  // restart is cut.
  const owner = ownerOf(job).slice(0, longestSubject - `Reveille:  ${job.action}: ${happened} on ${on}`.length);
  return `Reveille: ${owner} ${job.action}: ${happened} on ${on}`;
}

function redriveLines({ what, job: { action }, wipes, account: { provider } }: FailureNotice): string[] {
  const [waits, again] =
    what.part === 'target' ? ['The target waits', `${action} its machines`] : ['Failed machines wait', `${action} them again`];
  return [
    `${waits} in ${deadLetterQueueName(provider)}. When the cause is gone, ${again} with:`,
    `  npx reveille dlq redrive --queue ${provider}`,
    ...(wipes ? ['Careful: their target has initLocalDisk. Starting them again WIPES their local disks.'] : []),
  ];
}
