import type { BatchJob } from '../shared/domain/batch.ts';
import type { Due } from '../shared/domain/cut-job.ts';
import { jobId } from '../shared/domain/vocabulary.ts';

/** A due job as dispatch writes it, so that its records are found. Throws RangeError for a due time that is none. */
export function dueJob({ schedule, action, scheduledAt }: Due): BatchJob {
  const due = new Date(scheduledAt).toISOString().replace('.000Z', 'Z');
  return { id: jobId(schedule, action, due), schedule, action, scheduledAt: due };
}
