import { type Batch, type Find, type FollowUp, freshInstance, type Rest, type WorkMessage } from './batch.ts';
import type { Failure } from './failure.ts';
import type { Moment } from './moment.ts';
import { fixedIn, nothing, type Outcome } from './outcome.ts';

/**
 * One message carries at most so many parts of an account's job: a message holds 1 MiB (SQS
 * quotas), and this is 5,000 ids of up to 128 characters.
 */
export const mostParts = 50;

/** What the messages of one account in one job have in common. */
export type Common = Pick<WorkMessage, 'version' | 'job' | 'account' | 'deadline' | 'sentBack' | 'told'>;

/** The first of these as a message, which carries the others. Throws TypeError without a first. */
export function leading(common: Common, [first, ...rest]: readonly Rest[]): WorkMessage {
  if (first === undefined) throw new TypeError('there is nothing to send');
  return { ...messageOf(common, first), ...(rest.length > 0 && { rest }) };
}

/** One part of an account's job as a message. */
function messageOf(common: Common, { region, options, instances, selection, acted }: Rest): WorkMessage {
  const work = { ...common, region, options, attempt: 0 };
  if (selection === null) return actBatch(work, instances, acted);
  const nothingYet = { cursor: null, total: null, held: [], matched: 0, last: null };
  return { ...work, phase: 'find', selection, ...nothingYet, ...(acted && { acted }) } satisfies Find;
}

/**
 * A batch of ids that nothing has happened to yet. `acted`: an earlier delivery may have acted on
 * them.
 */
function actBatch(common: Omit<Batch, 'phase' | 'looks' | 'instances'>, ids: readonly string[], acted: boolean): Batch {
  return { ...common, phase: 'act', looks: 0, instances: ids.map((id) => ({ ...freshInstance(id), acted })) };
}

/**
 * What the first message of an account hands on after its first step: the rest of the account. When
 * the account was refused, a notice of this step tells so, and the rest knows it: it asks for
 * itself, and a refusal with the same code needs no second notice. Otherwise the account answers in
 * this region, and in another one a message leads again.
 */
export function handOn(message: WorkMessage, step: Outcome, moment: Moment): Outcome {
  const { version, job, account, rest = [] } = message;
  const refusal = toldRefusal(step);
  const common: Common = { version, job, account, ...fixedIn(message, moment), told: refusal?.code ?? message.told };
  const messages = common.told === null ? ledByRegion(common, message, rest) : rest.map((part) => messageOf(common, part));
  return { ...nothing, followUps: messages.map((batch): FollowUp => ({ batch, delaySeconds: 0 })) };
}

function ledByRegion(common: Common, { region, phase }: WorkMessage, rest: readonly Rest[]): WorkMessage[] {
  // A listing that works does not prove that the account may start anything.
  return [...Map.groupBy(rest, (part) => part.region)].flatMap(([where, parts]) =>
    where === region && phase !== 'find' ? parts.map((part) => messageOf(common, part)) : [leading(common, parts)],
  );
}

/**
 * The refusal of the whole account that the notice of a step tells of: null when the account was
 * not refused, or when no instance ended with that refusal.
 */
export function toldRefusal({ accountFailure, verdicts }: Pick<Outcome, 'accountFailure' | 'verdicts'>): Failure | null {
  return verdicts.some(({ code }) => code === accountFailure?.code) ? accountFailure : null;
}
