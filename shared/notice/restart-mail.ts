import { localTime } from './local-time.ts';
import type { TripNotice, TruncatedNotice } from './notice.ts';
import type { Mail } from './notice-mail.ts';

/** A subject has under 100 characters (SNS Publish, Subject). */
const longestSubject = 99;

/** The mail about a machine that is restarted no more until a person resumes it. */
export function tripMail({ restart, machine, because, most, withinMs, at, acts, timezone }: TripNotice): Mail {
  const { account, region, instanceId } = machine;
  const happened = ` is not restarted any more: ${because}`;
  const within =
    withinMs % 3_600_000 === 0 ? plural(withinMs / 3_600_000, 'hour') : plural(Math.round(withinMs / 60_000), 'minute');
  const why = because === 'flapping' ? `${plural(most, 'episode')} of alerts` : plural(most, 'restart');
  const times = acts.length === 0 ? ['none in the last day'] : acts.map((act) => localTime(act, timezone));
  return {
    subject: `Reveille: ${instanceId.slice(0, longestSubject - `Reveille: ${happened}`.length)}${happened}`,
    message: [
      `Reveille does not restart ${instanceId} any more, until you resume it: ${why} came within ${within}.`,
      '',
      `Restart   ${restart}`,
      `Machine   ${instanceId} on ${account}${region === null ? '' : ` (${region})`}`,
      `Since     ${localTime(at, timezone)}`,
      ...times.map((time, n) => `${n === 0 ? 'Restarts' : '        '}  ${time}`),
      '',
      'To do: find the cause on the machine. Restarts do not cure it. When it is gone, resume the machine with:',
      `  npx reveille resume ${restart} --instance ${instanceId}`,
      'Until then its alerts are recorded as "tripped", and you get no more mail about them.',
    ].join('\n'),
  };
}

/** The mail about alerts that a source has cut off, so that nobody knows their machines. */
export function truncatedMail({ source, count, receivedAt }: TruncatedNotice): Mail {
  return {
    subject: `Reveille: source ${source} has cut off ${plural(count, 'alert')}`,
    message: [
      `Source ${source} has cut ${plural(count, 'alert')} off a request. Nobody knows which machines they are about, and Reveille did`,
      'nothing for them.',
      '',
      `Received  ${receivedAt}`,
      '',
      'To do: look in the source for machines that are down. Then let it send all alerts of a group: max_alerts of the',
      "receiver is 0 (Alertmanager), or the contact point's Max Alerts is empty (Grafana).",
      'While this goes on, you are told once an hour.',
    ].join('\n'),
  };
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
