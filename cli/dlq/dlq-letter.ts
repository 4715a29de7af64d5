import { dueTimeMissing, scheduledTimeAttribute } from '../../shared/contract/job.ts';
import { jobText } from '../../shared/contract/undelivered-job.ts';
import type { LetterReason, WorkMessage } from '../../shared/domain/batch.ts';
import { wipesDisks } from '../../shared/domain/batch-options.ts';
import type { QueueOwner } from '../../shared/domain/names.ts';
import { placesOf } from '../../shared/history/place.ts';
import { readQueueMessage } from '../../shared/history/queue-message.ts';
import type { Undelivered } from './dlq-undelivered.ts';

/**
 * One instance of a dead letter with why it is there; all null when its batch failed too often, so
 * that nobody knows why.
 */
export interface LetterInstance {
  readonly id: string;
  readonly verdict: LetterReason['verdict'] | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

/**
 * One alert of a letter. `status` is `firing` or `resolved`, or the state of a CloudWatch alarm.
 * `alertname` is the alert's, or the alarm's.
 */
export interface LetterAlert {
  readonly status: string;
  readonly alertname: string | null;
  /** Null for an alert that names no machine, and for an alarm that nobody has looked up yet. */
  readonly instanceId: string | null;
}

/**
 * A dead letter as `dlq list` shows it. A job has no account and no instances yet; an unreadable
 * message has nothing but its text.
 */
export interface Letter {
  readonly queue: QueueOwner;
  readonly job: string | null;
  readonly account: string | null;
  readonly region: string | null;
  /**
   * True when starting it again wipes local disks: those of the instances that no start of the job
   * may have reached yet.
   */
  readonly initLocalDisk: boolean;
  /**
   * True on a letter of a find, whose only instance is the text of its selection; absent on other
   * letters.
   */
  readonly selection?: true;
  readonly instances: readonly LetterInstance[];
  /** When it was sent, ISO 8601 UTC; null when that is not known. */
  readonly sentAt: string | null;
  readonly unreadable: string | null;
  /** On a letter of the alerts queue only; `source` is null for an alarm of CloudWatch. */
  readonly alerts?: { readonly source: string | null; readonly said: readonly LetterAlert[] };
  /**
   * On a job that Scheduler could not deliver, and on an alarm that EventBridge could not: why;
   * absent on other letters.
   */
  readonly undelivered?: Undelivered;
}

/** Reads a message of a dead-letter queue. `sentAt` in epoch milliseconds, null when not known. */
export function letterOf(queue: QueueOwner, body: string, sentAt: number | null): Letter {
  const nothing = { job: null, account: null, region: null, initLocalDisk: false, instances: [], unreadable: null };
  const letter = { queue, ...nothing, sentAt: sentAt === null ? null : new Date(sentAt).toISOString() };
  const message = readQueueMessage(body);
  if (message === null) return { ...letter, unreadable: jobText(body, null) };
  if ('job' in message) {
    const { schedule, action, scheduledAt } = message.job;
    return { ...letter, job: `${schedule}/${action}/${scheduledAt}` };
  }
  if ('alerts' in message) {
    const { source, statements } = message.alerts;
    const said = statements.map(({ status, labels, instanceId }) => ({
      status,
      alertname: labels.alertname ?? null,
      instanceId,
    }));
    return { ...letter, alerts: { source, said } };
  }
  if ('alarm' in message) {
    const { name, state } = message.alarm;
    return { ...letter, alerts: { source: null, said: [{ status: state, alertname: name, instanceId: null }] } };
  }
  return workLetter(letter, message.work);
}

/** Why a letter with this text cannot be read, and what to do; null where that is not known. */
export function whyUnreadable(text: string): string | null {
  return text.includes(scheduledTimeAttribute) ? dueTimeMissing : null;
}

function workLetter(letter: Letter, work: WorkMessage): Letter {
  const { job, account, region, options, failures = [] } = work;
  const whys = new Map(failures.map((failure) => [failure.instanceId, failure]));
  const instances = placesOf(work).map(({ instanceId }) => listedInstance(instanceId, whys.get(instanceId)));
  const known = { ...letter, job: job.id, account, region, instances };
  const restWipes = (work.rest ?? []).some((part) => wipesDisks(part.options) && !part.acted);
  if (work.phase === 'find') return { ...known, initLocalDisk: restWipes || wipesDisks(options), selection: true };
  const wipes = wipesDisks(options) && work.instances.some((instance) => !instance.acted);
  return { ...known, initLocalDisk: restWipes || wipes };
}

function listedInstance(id: string, why: LetterReason | undefined): LetterInstance {
  const { verdict = null, code = null, message = null, requestId = null } = why ?? {};
  return { id, verdict, code, message, requestId };
}

/** How many instances letters of an owner name, by their texts; a selection names none. */
export function instancesIn(queue: QueueOwner, bodies: readonly string[]): number {
  const letters = bodies.map((body) => letterOf(queue, body, null));
  return letters.reduce((sum, { selection, instances }) => sum + (selection === true ? 0 : instances.length), 0);
}
