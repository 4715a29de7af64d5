import * as z from 'zod/mini';
import { type RestartRecord, restartRecord, restartRecordMessage } from '../contract/records.ts';
import { type BatchJob, jobId } from '../domain/batch-job.ts';
import type { Place } from './place.ts';

/** One decision about a statement of a source, as `--json` writes it. */
export type RestartRow = Omit<RestartRecord, 'id'>;

/** What decisions were made, and the jobs that followed, in the order of the decisions. */
export interface RestartHistory {
  readonly rows: readonly RestartRow[];
  /** Each job of a restart, with the machines that it was to act on. */
  readonly jobs: readonly { readonly job: BatchJob; readonly places: readonly Place[] }[];
}

const line = z.object({ message: z.literal(restartRecordMessage), record: restartRecord });

/**
 * The decisions in parsed log lines. A record that came twice is one decision. Lines of other kinds
 * are left out.
 */
export function restartHistory(lines: readonly unknown[]): RestartHistory {
  const records = lines.flatMap((each) => {
    const { success, data } = line.safeParse(each);
    return success ? [data.record] : [];
  });
  const distinct = [...new Map(records.map((record) => [`${record.at} ${record.id}`, record])).values()];
  const rows = distinct.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ id: _, ...row }) => row);
  const acts = Map.groupBy(
    rows.flatMap((row) => actIn(row)),
    ({ job }) => job.id,
  );
  const jobs = [...acts.values()].flatMap((own) =>
    own.slice(0, 1).map(({ job }) => ({ job, places: own.map(({ place }) => place) })),
  );
  return { rows, jobs };
}

/** The job and the machine of an act, which has a restart, an account, a machine and a job. */
function actIn({ decision, restart, account, region, instanceId, job: id }: RestartRow) {
  if (decision === 'skip' || restart === null || account === null || instanceId === null || id === null) return [];
  const scheduledAt = id.slice(jobId(restart, 'restart', '').length);
  const job: BatchJob = { id, schedule: null, restart, action: 'restart', scheduledAt };
  return [{ job, place: { account, region, instanceId, isSelection: false } }];
}

/**
 * True when a decision has tripped its machine: it flaps, or its budget of a day is spent. A spent
 * budget of an hour has an `until`.
 */
export function hasTripped({ because, until }: RestartRow): boolean {
  return because === 'flapping' || (because === 'budget' && until === null);
}
