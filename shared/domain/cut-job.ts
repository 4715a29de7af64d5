import { type Batch, type BatchJob, freshInstance } from './batch.ts';
import { type BatchMode, jobId, type PowerAction, type Region } from './vocabulary.ts';

/** All three providers take at most 100 ids a call (seeds 000, 003, 004). */
const batchSize = 100;
/** With initLocalDisk every id is a call of its own, so fewer fit into one invocation. */
const localDiskBatchSize = 10;

/** The part of a schedule that a job needs. Durations in milliseconds. */
export interface DueSchedule {
  readonly expiresAfterMs: number;
  readonly confirmWithinMs: number;
  readonly dryRun: boolean;
  readonly batchMode: BatchMode;
  readonly targets: readonly {
    readonly account: string;
    readonly region: Region;
    readonly instances: readonly string[];
    readonly initLocalDisk: boolean;
  }[];
}

/** One firing: which schedule, what to do, and when it was due (ISO 8601 UTC). */
export interface Due {
  readonly schedule: string;
  readonly action: PowerAction;
  readonly scheduledAt: string;
}

/** Cuts a job into batches, one list of ids per (account, region, initLocalDisk). Every id of the schedule is in exactly one batch. */
export function cutJob(due: Due, schedule: DueSchedule): Batch[] {
  const scheduledAt = new Date(due.scheduledAt).toISOString().replace('.000Z', 'Z');
  const job: BatchJob = { ...due, scheduledAt, id: jobId(due.schedule, due.action, scheduledAt) };
  const spoken = new Set<string>();
  return group(schedule.targets).flatMap((target) =>
    chunk(target.instances, target.initLocalDisk ? localDiskBatchSize : batchSize).map((ids): Batch => {
      const speaksForAccount = !spoken.has(target.account);
      spoken.add(target.account);
      const { batchMode, dryRun, expiresAfterMs, confirmWithinMs } = schedule;
      return {
        version: 1,
        job,
        account: target.account,
        region: target.region,
        options: { batchMode, dryRun, initLocalDisk: target.initLocalDisk, expiresAfterMs, confirmWithinMs },
        phase: 'act',
        speaksForAccount,
        deadline: new Date(Date.parse(scheduledAt) + expiresAfterMs).toISOString(),
        attempt: 0,
        looks: 0,
        instances: ids.map(freshInstance),
      };
    }),
  );
}

/** Splits a list into runs of at most `size`. */
export function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

function group(targets: DueSchedule['targets']): DueSchedule['targets'] {
  const groups = new Map<string, { account: string; region: Region; initLocalDisk: boolean; instances: string[] }>();
  for (const { account, region, initLocalDisk, instances } of targets) {
    const key = JSON.stringify([account, region, initLocalDisk]);
    const known = groups.get(key);
    if (known) known.instances.push(...instances);
    else groups.set(key, { account, region, initLocalDisk, instances: [...instances] });
  }
  return [...groups.values()];
}
