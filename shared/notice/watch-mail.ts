import { ownerOf } from '../domain/batch-job.ts';
import { deadLetterQueueName } from '../domain/names.ts';
import { someOf } from './calendar-mail.ts';
import { localTime } from './local-time.ts';
import type { MissingNotice, OldLettersNotice, OpenNotice, UnfinishedNotice } from './notice.ts';
import type { Mail } from './notice-mail.ts';

/** A subject has under 100 characters (SNS Publish, Subject). */
const longestSubject = 99;

/** The mail about a job that was planned and never came. */
export function missingMail(notice: MissingNotice): Mail {
  const { job } = notice;
  return {
    subject: subjectOf(notice, `${job.action} did not come`),
    message: [
      `The ${job.action} of ${ownerOf(job)} was planned, and nobody has heard of it. Its machines were not ${job.action === 'stop' ? 'stopped' : 'started'}.`,
      ...aboutJob(notice),
      'To do: look for a mail about an alarm of Scheduler or of the jobs queue, which says why. Look in the EventBridge console',
      `whether the rule is enabled, and run "npx reveille deploy" when it is not. ${capital(job.action)} the machines by hand meanwhile.`,
    ].join('\n'),
  };
}

/** The mail about machines that a job was to act on, and of which nobody knows what became. */
export function unfinishedMail(notice: UnfinishedNotice): Mail {
  return {
    subject: subjectOf(notice, `${notice.job.action}: ${plural(notice.open.length)} without an end`),
    message: [
      `This job is over, and nobody knows what became of ${plural(notice.open.length)}.`,
      ...aboutJob(notice),
      `Machines  ${namesOf(notice)}`,
      '',
      'To do: look at the machines. Look for a mail about an alarm: a message that no function could carry out lies in a',
      'queue that must be empty. When there is none, the record of the machines was lost, and all may be well.',
    ].join('\n'),
  };
}

/** The mail about machines whose letters have waited for more than a day. */
export function oldLettersMail(notice: OldLettersNotice): Mail {
  const { provider } = notice;
  return {
    subject: subjectOf(notice, `${notice.job.action}: ${plural(notice.open.length)} still failed after a day`),
    message: [
      `More than a day ago ${plural(notice.open.length)} failed, and nobody has sent the letters back since.`,
      ...aboutJob(notice),
      `Machines  ${namesOf(notice)}`,
      '',
      `To do: the letters wait in ${deadLetterQueueName(provider)}, for 14 days. See them and send them back with:`,
      `  npx reveille dlq list --queue ${provider}`,
      `  npx reveille dlq redrive --queue ${provider}`,
      'When the machines are well, or gone for good, purge the queue.',
    ].join('\n'),
  };
}

function aboutJob({ job, timezone }: MissingNotice | OpenNotice): string[] {
  const owner = `${job.schedule === null ? 'Restart ' : 'Schedule'}  ${ownerOf(job)} (${job.action})`;
  return ['', `${owner}, due ${localTime(job.scheduledAt, timezone)}`, `Job       ${job.id}`, ''];
}

function namesOf({ open }: OpenNotice): string {
  return someOf(
    open.map(({ account, region, instanceId }) => `${instanceId} on ${account}${region === null ? '' : ` (${region})`}`),
  );
}

function subjectOf({ job }: MissingNotice | OpenNotice, happened: string): string {
  return `Reveille: ${ownerOf(job).slice(0, longestSubject - `Reveille:  ${happened}`.length)} ${happened}`;
}

function plural(count: number): string {
  return count === 1 ? '1 machine' : `${count} machines`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
