import { type Batch, freshInstance } from './batch.ts';
import { type BatchJob, jobId } from './batch-job.ts';
import type { RestartBatchOptions } from './batch-options.ts';
import { batchesOf } from './cut-job.ts';
import type { Region } from './vocabulary.ts';

/** Machines of one account and region that a restart acts on in the same second. */
export interface RestartGroup {
  readonly account: string;
  readonly region: Region;
  readonly ids: readonly string[];
}

/** The job of what a restart decided at `now`, in epoch milliseconds: one for each second. */
export function restartJob(restart: string, now: number): BatchJob {
  const scheduledAt = `${new Date(now).toISOString().slice(0, 19)}Z`;
  return { id: jobId(restart, 'restart', scheduledAt), schedule: null, restart, action: 'restart', scheduledAt };
}

/**
 * The messages of a job of a restart: batches of at most 100 ids. Unlike the messages of a schedule
 * each goes to its queue by itself: few machines restart at a time, and none waits for another.
 */
export function restartMessages(job: BatchJob, options: RestartBatchOptions, groups: readonly RestartGroup[]): Batch[] {
  const deadline = new Date(Date.parse(job.scheduledAt) + options.expiresAfterMs).toISOString();
  return groups.flatMap(({ account, region, ids }) =>
    batchesOf(ids, options).map(
      (batch): Batch => ({
        version: 1,
        job,
        account,
        region,
        options,
        told: null,
        deadline,
        attempt: 0,
        phase: 'act',
        looks: 0,
        instances: batch.map(freshInstance),
      }),
    ),
  );
}
