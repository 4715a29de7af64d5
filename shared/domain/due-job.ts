import type { BatchJob } from './batch.ts';
import { jobId, type PowerAction } from './vocabulary.ts';

/** One firing: which schedule, what to do, and when it was due (ISO 8601 UTC). */
export interface Due {
  readonly schedule: string;
  readonly action: PowerAction;
  readonly scheduledAt: string;
}

/** A due job as messages, records and reports write it: whole seconds without a fraction. Throws RangeError for a due time that is none. */
export function dueJob({ schedule, action, scheduledAt }: Due): BatchJob {
  const due = new Date(scheduledAt).toISOString().replace('.000Z', 'Z');
  return { id: jobId(schedule, action, due), schedule, action, scheduledAt: due };
}
