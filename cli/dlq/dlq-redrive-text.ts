import { letterQueueNames, queueName } from '../../shared/domain/names.ts';
import type { Paint } from '../terminal/paint.ts';
import { plural } from '../terminal/plural.ts';
import type { Letter } from './dlq-letter.ts';
import type { Now } from './dlq-now.ts';
import type { Redriven } from './dlq-store.ts';

/** A letter with what it would do now. */
export interface LetterNow {
  readonly letter: Letter;
  readonly now: Now;
}

/** More letters than these are only counted in text for people. */
const mostLines = 100;

/** A letter and what it would do, as `dlq redrive --json` writes it. */
export function nowJson({ letter: { job, account, region, instances }, now }: LetterNow) {
  return { job, account, region, instances: instances.map(({ id }) => id), ...now };
}

/** One line for each letter: whose it is, and what it does when it is sent back. */
export function nowLines(each: readonly LetterNow[], againstThePlan: boolean, paint: Paint): string[] {
  const lines = each.slice(0, mostLines).map(({ letter, now }) => {
    const place = letter.account === null ? '' : `  ${letter.account}${letter.region === null ? '' : ` ${letter.region}`}`;
    return `  ${letter.job ?? alertsIn(letter) ?? 'unreadable'}${place}  ${doing(letter, now, againstThePlan, paint)}`;
  });
  return each.length > mostLines ? [...lines, `  … and ${each.length - mostLines} more letters`] : lines;
}

/** How a redrive ended, as text for people; `refused` is the number of letters that stay. */
export function redrivenText({ queue, letters, instances }: Redriven, refused: number, paint: Paint): string[] {
  // A letter that is a job or a find has no instances yet, so there may be none.
  const what = `${plural(letters, 'letter')}${instances === 0 ? '' : ` (${plural(instances, 'instance')})`}`;
  const stay = `${plural(refused, 'letter')} stayed, because its schedule wants the opposite now. To act all the same: --against-the-plan`;
  const stayed = refused === 0 ? [] : [paint.bad(stay)];
  if (letters !== 0) return [paint.good(`${what} sent back to ${queueName(queue)}.`), ...stayed];
  if (refused > 0) return stayed;
  return [`Nothing was sent back: no letter could be received from ${letterQueueNames(queue).join(' or ')}.`];
}

function alertsIn({ alerts }: Letter): string | null {
  if (alerts === undefined) return null;
  const what = plural(alerts.said.length, 'alert');
  return alerts.source === null ? `${what} of CloudWatch` : `${what} of ${alerts.source}`;
}

function doing(letter: Letter, { does, because }: Now, againstThePlan: boolean, paint: Paint): string {
  const [verb = ''] = (letter.job ?? '').split('/').slice(1, 2);
  const machines =
    letter.selection === true || letter.instances.length === 0 ? 'its machines' : plural(letter.instances.length, 'instance');
  const acts = `${verb}s ${machines}${letter.initLocalDisk ? `, and ${paint.bad('WIPES LOCAL DISKS')}` : ''}`;
  if (does === 'acts') return acts;
  if (does === 'looks') return `only looks at ${machines}: ${because}`;
  if (does === 'decides') return 'decided anew, unless it is too old by now';
  if (does === 'fails') return `comes back: ${because}`;
  return paint.bad(againstThePlan ? `${acts} against the plan: ${because}` : `stays: ${because}`);
}
