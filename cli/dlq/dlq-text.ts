import { deadLetterQueueName, type QueueOwner } from '../../shared/domain/names.ts';
import { quote } from '../../shared/text/describe-value.ts';
import type { Paint } from '../terminal/paint.ts';
import { plural } from '../terminal/plural.ts';
import { type Letter, type LetterInstance, whyUnreadable } from './dlq-letter.ts';
import type { Listing } from './dlq-store.ts';
import type { Undelivered } from './dlq-undelivered.ts';

/**
 * Dead letters as text for people, queue by queue; `now` in epoch milliseconds. Ends without a
 * newline.
 */
export function listingText(listings: ReadonlyMap<QueueOwner, Listing>, now: number, paint: Paint): string {
  const full = [...listings].filter(([, { letters }]) => letters.length > 0);
  if (full.length === 0) return paint.good('No dead letters.');
  return full
    .map(([queue, { letters, complete }]) => {
      const count = `${complete ? '' : 'the first '}${plural(letters.length, 'letter')}`;
      const title = paint.title(`${deadLetterQueueName(queue)}: ${count}`);
      return [title, ...letters.flatMap((letter) => letterLines(letter, now, paint))].join('\n');
    })
    .join('\n\n');
}

function letterLines(letter: Letter, now: number, paint: Paint): string[] {
  if (letter.unreadable !== null) {
    const why = whyUnreadable(letter.unreadable);
    const line = `  unreadable${age(letter, now)}  ${paint.quiet(quote(letter.unreadable))}`;
    return why === null ? [line] : [line, `    ${why}`];
  }
  if (letter.alerts !== undefined) return alertLines(letter, letter.alerts, now, paint);
  const place = letter.account === null ? '' : `  ${letter.account}${letter.region === null ? '' : ` ${letter.region}`}`;
  const wipes = letter.initLocalDisk ? `  ${paint.bad('WIPES LOCAL DISKS when it runs again')}` : '';
  const idWidth = Math.max(0, ...letter.instances.map(({ id }) => id.length));
  const what = letter.selection === true ? 'selection ' : '';
  const verdictWidth = Math.max(0, ...letter.instances.map(({ verdict }) => (verdict ?? 'unknown').length));
  return [
    `  ${letter.job}${place}${age(letter, now)}${wipes}`,
    ...(letter.undelivered === undefined ? [] : [undeliveredLine('Scheduler', letter.undelivered)]),
    ...letter.instances.map((instance) => {
      const verdict = paint.bad((instance.verdict ?? 'unknown').padEnd(verdictWidth));
      return `    ${verdict}  ${what}${instance.id.padEnd(idWidth)}  ${whyOf(instance)}`;
    }),
  ];
}

/** Texts of a source are quoted: they may hold anything. */
function alertLines(letter: Letter, { source, said }: NonNullable<Letter['alerts']>, now: number, paint: Paint): string[] {
  const width = Math.max(...said.map(({ status }) => status.length));
  return [
    `  ${source === null ? 'an alarm of CloudWatch' : `alerts of ${source}`}${age(letter, now)}`,
    ...(letter.undelivered === undefined ? [] : [undeliveredLine('EventBridge', letter.undelivered)]),
    ...said.map(({ status, alertname, instanceId }) => {
      const machine = instanceId === null ? '' : `  ${instanceId}`;
      return `    ${paint.bad(status.padEnd(width))}  ${quote(alertname ?? '')}${machine}`;
    }),
  ];
}

function undeliveredLine(service: string, { code, message }: Undelivered): string {
  return `    ${service} could not deliver it: ${code}: ${message}`;
}

function whyOf({ code, message, requestId }: LetterInstance): string {
  if (code === null) return 'its batch failed too often to be carried out; see the log of the power function';
  // A provider's message may have lines of its own.
  return `${code}: ${(message ?? '').replace(/\s+/g, ' ')}${requestId === null ? '' : ` [request ${requestId}]`}`;
}

function age({ sentAt }: Letter, now: number): string {
  if (sentAt === null) return '';
  const minutes = Math.max(0, Math.floor((now - Date.parse(sentAt)) / 60_000));
  if (minutes < 120) return `  ${minutes} min old`;
  return minutes < 48 * 60 ? `  ${Math.floor(minutes / 60)} h old` : `  ${Math.floor(minutes / 1440)} days old`;
}
