import type { Rest, WorkMessage } from './batch.ts';
import { type BatchJob, jobId } from './batch-job.ts';
import { type BatchOptions, wipesDisks } from './batch-options.ts';
import { leading, mostParts } from './hand-on.ts';
import { type Selection, selectionKey } from './selection.ts';
import type { BatchMode, Region, StopMode, TransitionAction } from './vocabulary.ts';

/** All three providers take at most 100 ids a call (seeds 000, 003, 004). */
const batchSize = 100;
/** With initLocalDisk every id is a call of its own, so fewer fit into one invocation. */
const localDiskBatchSize = 10;

/** One firing: which schedule, what to do, and when it was due (ISO 8601 UTC). */
export interface Due {
  readonly schedule: string;
  readonly action: TransitionAction;
  readonly scheduledAt: string;
}

/**
 * A due job as messages, records and reports write it: whole seconds without a fraction. Throws
 * RangeError when the due time is no time.
 */
export function dueJob({ schedule, action, scheduledAt }: Due): BatchJob {
  const due = new Date(scheduledAt).toISOString().replace('.000Z', 'Z');
  return { id: jobId(schedule, action, due), schedule, action, scheduledAt: due };
}

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
  readonly expiresAfterMs: Readonly<Record<TransitionAction, number>>;
  readonly confirmWithinMs: number;
  readonly dryRun: boolean;
  readonly batchMode: BatchMode;
  readonly targets: readonly DueTarget[];
}

/**
 * Cuts a job into messages: batches of ids, one list per account, region and options, and a find
 * for every selection. Every id of the schedule is in exactly one of them. The first message of an
 * account leads: it carries the others, and hands them on when it knows whether the account is
 * refused. A job that was delivered before (`redelivered`) may have been cut then, and carried out
 * since: no local disk is wiped a second time.
 */
export function cutJob(due: Due, schedule: DueSchedule, { redelivered } = { redelivered: false }): WorkMessage[] {
  const job = dueJob(due);
  const deadline = new Date(Date.parse(job.scheduledAt) + schedule.expiresAfterMs[due.action]).toISOString();
  const groups = group(schedule, due.action);
  return [...Map.groupBy(groups, ({ account }) => account)].flatMap(([account, own]) => {
    const parts = own.flatMap((each) => restOf(each, redelivered));
    return chunk(parts, mostParts).map((run) => leading({ version: 1, job, account, deadline, told: null }, run));
  });
}

function restOf({ region, options, instances, selection }: Group, redelivered: boolean): Rest[] {
  const common = { region, options, selection, acted: redelivered && wipesDisks(options) };
  if (selection !== null) return [{ ...common, instances: [] }];
  return batchesOf(instances, options).map((ids) => ({ ...common, instances: ids }));
}

/** Cuts ids into runs that fit into one batch with these options. */
export function batchesOf(ids: readonly string[], options: BatchOptions): string[][] {
  return chunk(ids, wipesDisks(options) ? localDiskBatchSize : batchSize);
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

function group(schedule: DueSchedule, action: TransitionAction): Group[] {
  const groups = new Map<string, Group>();
  for (const target of schedule.targets) {
    const { account, region, selection } = target;
    const options = optionsOf(schedule, target, action);
    const key = JSON.stringify([account, region, options, selection && selectionKey(selection)]);
    const known = groups.get(key);
    if (known) known.instances.push(...target.instances);
    else groups.set(key, { account, region, options, selection, instances: [...target.instances] });
  }
  return [...groups.values()];
}

/**
 * Only what this action asks for. An option of the other action must not cut the job into more
 * batches, because AllTogether holds within a batch.
 */
function optionsOf(schedule: DueSchedule, target: DueTarget, action: TransitionAction): BatchOptions {
  const { batchMode, dryRun, expiresAfterMs, confirmWithinMs } = schedule;
  const common = { batchMode, dryRun, expiresAfterMs: expiresAfterMs[action], confirmWithinMs };
  const { initLocalDisk, stopMode, force, forceAfterMs } = target;
  return action === 'start' ? { action, ...common, initLocalDisk } : { action, ...common, stopMode, force, forceAfterMs };
}
