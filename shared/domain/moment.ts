import type { WorkMessage } from './batch.ts';
import type { BatchJob } from './batch-job.ts';
import type { Clock, Hours, Over } from './port.ts';
import type { WayBack } from './vocabulary.ts';

/** When the message was sent (epoch ms), and whether an earlier delivery may have acted already. */
export interface Delivery {
  readonly sentAt: number;
  readonly redelivered: boolean;
}

/** What a step knows besides its message: time, chance, and what the schedules want now. */
export type Setting = Clock & Hours;

/**
 * When a decision is made: epoch milliseconds, randomness in [0, 1), the message's deadline, and
 * why no action may be sent any more; null while one may.
 */
export interface Moment {
  readonly now: number;
  readonly random: () => number;
  readonly deadline: number;
  readonly over: Over | null;
}

/** The moment of one step of a message. */
export function momentOf(message: WorkMessage, { sentAt }: Delivery, { now, random, overtakenSince }: Setting): Moment {
  const [instant, deadline] = [now(), deadlineOf(message, sentAt)];
  const late: Over | null = instant >= deadline ? { kind: 'late', deadline } : null;
  const asked = askedOfHours(message);
  const since = asked === null ? null : overtakenSince(asked, instant);
  if (asked === null || since === null) return { now: instant, random, deadline, over: late };
  const kind = wayBackOf(message) === null ? 'outside-hours' : 'overtaken';
  return { now: instant, random, deadline, over: { kind, since, schedule: asked.schedule } };
}

/**
 * The job that the hours are asked about before a message acts; null where nobody asks. A job of a
 * schedule ends long before the next opposite transition (the rules of a configuration see to it).
 * A letter may be sent back at any time, and an alert may come just before a stop: a restart wants
 * what a start of its schedule wants.
 */
export function askedOfHours(message: WorkMessage): BatchJob | null {
  const { job, options } = message;
  const wayBack = wayBackOf(message);
  if (wayBack === 'against-the-plan') return null;
  if (options.action === 'restart') return { ...job, schedule: options.within ?? null, action: 'start' };
  return wayBack === null ? null : job;
}

/**
 * How this message was sent back, when it is a dead letter or came from one; null for the messages
 * of a job.
 */
export function wayBackOf({ deadline, sentBack }: WorkMessage): WayBack | null {
  return sentBack ?? (deadline === null ? 'by-the-plan' : null);
}

/**
 * The instant after which no action of this message may be sent, in epoch milliseconds. `sentAt`:
 * the message's SentTimestamp.
 */
export function deadlineOf(batch: WorkMessage, sentAt: number): number {
  return batch.deadline === null ? sentAt + batch.options.expiresAfterMs : Date.parse(batch.deadline);
}
