import type { BatchInstance, LetterReason } from '../shared/domain/batch.ts';
import { readQueueMessage } from './queue-message.ts';
import type { QueueOwner } from './queue-names.ts';

/** One instance of a dead letter with why it is there; all null when its batch failed too often and nobody knows. */
export interface LetterInstance {
  readonly id: string;
  readonly verdict: LetterReason['verdict'] | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

/** A dead letter as `dlq list` shows it. A job has no account and no instances yet; an unreadable message has nothing but its text. */
export interface Letter {
  readonly queue: QueueOwner;
  readonly job: string | null;
  readonly account: string | null;
  readonly region: string | null;
  /** True when starting it again wipes local disks: those of the instances that no start of the job may have reached yet. */
  readonly initLocalDisk: boolean;
  readonly instances: readonly LetterInstance[];
  /** When it was sent, ISO 8601 UTC; null when that is not known. */
  readonly sentAt: string | null;
  readonly unreadable: string | null;
}

/** Reads a message of a dead-letter queue. `sentAt` in epoch milliseconds, null when not known. */
export function letterOf(queue: QueueOwner, body: string, sentAt: number | null): Letter {
  const nothing = { job: null, account: null, region: null, initLocalDisk: false, instances: [], unreadable: null };
  const letter = { queue, ...nothing, sentAt: sentAt === null ? null : new Date(sentAt).toISOString() };
  const message = readQueueMessage(body);
  if (message === null) return { ...letter, unreadable: body };
  if ('job' in message) {
    const { schedule, action, scheduledAt } = message.job;
    return { ...letter, job: `${schedule}/${action}/${scheduledAt}` };
  }
  const { job, account, region, options, instances, failures = [] } = message.batch;
  const whys = new Map(failures.map((failure) => [failure.instanceId, failure]));
  const listed = instances.map((instance) => listedInstance(instance, whys.get(instance.id)));
  const initLocalDisk = options.initLocalDisk && instances.some((instance) => !instance.acted);
  return { ...letter, job: job.id, account, region, initLocalDisk, instances: listed };
}

function listedInstance({ id }: BatchInstance, why: LetterReason | undefined): LetterInstance {
  const { verdict = null, code = null, message = null, requestId = null } = why ?? {};
  return { id, verdict, code, message, requestId };
}
