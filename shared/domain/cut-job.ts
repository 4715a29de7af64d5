import { type Batch, type BatchOptions, type Find, freshInstance, type WorkMessage } from './batch.ts';
import { type Due, dueJob } from './due-job.ts';
import type { Selection } from './selection.ts';
import type { BatchMode, PowerAction, Region, StopMode } from './vocabulary.ts';

/** All three providers take at most 100 ids a call (seeds 000, 003, 004). */
const batchSize = 100;
/** With initLocalDisk every id is a call of its own, so fewer fit into one invocation. */
const localDiskBatchSize = 10;

/** The part of a target that a job needs: instances by id, or a selection and no ids. */
export interface DueTarget {
  readonly account: string;
  readonly region: Region;
  readonly instances: readonly string[];
  readonly selection: Selection | null;
  readonly initLocalDisk: boolean;
  readonly stopMode: StopMode;
  readonly force: boolean;
  readonly forceAfterMs: number;
}

/** The part of a schedule that a job needs. Durations in milliseconds. */
export interface DueSchedule {
  readonly expiresAfterMs: number;
  readonly confirmWithinMs: number;
  readonly dryRun: boolean;
  readonly batchMode: BatchMode;
  readonly targets: readonly DueTarget[];
}

/**
 * Cuts a job into messages: batches of ids, one list per account, region and options, and a find for every selection. Every id of the
 * schedule is in exactly one batch. The first message of an account speaks for it.
 */
export function cutJob(due: Due, schedule: DueSchedule): WorkMessage[] {
  const job = dueJob(due);
  const deadline = new Date(Date.parse(job.scheduledAt) + schedule.expiresAfterMs).toISOString();
  const spoken = new Set<string>();
  const speaks = (account: string): boolean => !spoken.has(account) && spoken.add(account).has(account);
  return group(schedule, due.action).flatMap(({ account, region, options, instances, selection }): WorkMessage[] => {
    const common = { version: 1, job, account, region, options, deadline, attempt: 0 } as const;
    if (selection !== null) {
      const nothingYet = { cursor: null, total: null, found: [], matched: 0, last: null } as const;
      return [{ ...common, phase: 'find', speaksForAccount: speaks(account), selection, ...nothingYet } satisfies Find];
    }
    return batchesOf(instances, options).map((ids) => actBatch({ ...common, speaksForAccount: speaks(account) }, ids));
  });
}

/** Cuts ids into runs that fit into one batch with these options. */
export function batchesOf(ids: readonly string[], { initLocalDisk }: Pick<BatchOptions, 'initLocalDisk'>): string[][] {
  return chunk(ids, initLocalDisk ? localDiskBatchSize : batchSize);
}

/** A batch of ids that nothing has happened to yet. */
export function actBatch(common: Omit<Batch, 'phase' | 'looks' | 'instances'>, ids: readonly string[]): Batch {
  return { ...common, phase: 'act', looks: 0, instances: ids.map(freshInstance) };
}

/** Splits a list into runs of at most `size`. */
export function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

interface Group {
  readonly account: string;
  readonly region: Region;
  readonly options: BatchOptions;
  readonly instances: string[];
  readonly selection: Selection | null;
}

function group(schedule: DueSchedule, action: PowerAction): Group[] {
  const groups = new Map<string, Group>();
  for (const target of schedule.targets) {
    const { account, region, selection } = target;
    const options = optionsOf(schedule, target, action);
    const key = JSON.stringify([account, region, options, selection]);
    const known = groups.get(key);
    if (known) known.instances.push(...target.instances);
    else groups.set(key, { account, region, options, selection, instances: [...target.instances] });
  }
  return [...groups.values()];
}

function optionsOf(schedule: DueSchedule, target: DueTarget, action: PowerAction): BatchOptions {
  const { batchMode, dryRun, expiresAfterMs, confirmWithinMs } = schedule;
  // What only the other action asks for must not cut this one into more batches: AllTogether holds within a batch.
  const { stopMode, force, forceAfterMs } = action === 'stop' ? target : noStop;
  const initLocalDisk = action === 'start' && target.initLocalDisk;
  return { batchMode, dryRun, initLocalDisk, stopMode, force, forceAfterMs, expiresAfterMs, confirmWithinMs };
}

const noStop = { stopMode: 'keep-charging', force: false, forceAfterMs: 0 } as const;
