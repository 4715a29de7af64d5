import * as z from 'zod/mini';
import type { RecordedJob } from '../contract/records.ts';
import { verdicts } from '../domain/verdict.ts';
import {
  type DuePlace,
  dayPartition,
  type EndedRow,
  type JobItem,
  jobItem,
  runDecisions,
  type StepItem,
  stepItem,
} from './run-items.ts';
import type { RunTable } from './run-table.ts';

/** The end of one machine in a job. */
export interface MachineEnd extends Omit<EndedRow, 'machines'> {
  readonly account: string;
  readonly region: string | null;
  /** For a selection without a result, its text. */
  readonly instanceId: string;
  /** When the step ended that recorded it, ISO 8601 UTC. */
  readonly at: string;
  /** From the due time to the end. */
  readonly seconds: number;
  /** From the acceptance of the action to the look that confirmed it; null for another end. */
  readonly secondsToSeen: number | null;
}

/** What was recorded of one job. */
export interface RunJob {
  readonly job: RecordedJob;
  /** Null when only steps of the job were recorded: the record of its decision was lost. */
  readonly decided: Omit<JobItem, 'v' | 'kind' | 'job' | 'due'> | null;
  /** What was due, each place once. */
  readonly due: readonly DuePlace[];
  /** What selections found. */
  readonly found: readonly (Pick<StepItem, 'account' | 'region'> & NonNullable<StepItem['found']>)[];
  /** One end for each machine: the best of those recorded, and of these the last. */
  readonly ends: readonly MachineEnd[];
}

const anyItem = z.discriminatedUnion('kind', [jobItem, stepItem]);

/**
 * The jobs that were due on a day of UTC (`2026-11-23`), in order of their due times.
 * @throws what the table refuses; and Error for an item that this Reveille cannot read, since a
 * reader that passed over it would say that all is well
 */
export async function readDay(table: Pick<RunTable, 'partition'>, day: string): Promise<readonly RunJob[]> {
  const items = (await table.partition(dayPartition(day))).map((item) => readItem(item, day));
  const byJob = Map.groupBy(items, ({ job }) => job.id);
  return [...byJob.values()].map(jobOf);
}

type Item = z.infer<typeof anyItem>;

function readItem(item: unknown, day: string): Item {
  const parsed = anyItem.safeParse(item);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Error(`the run record of ${day} has an item that cannot be read: ${issues}; use the Reveille that wrote it`);
}

function jobOf(items: readonly Item[]): RunJob {
  const jobs = items.filter((item) => item.kind === 'job');
  const steps = items.filter((item) => item.kind === 'step');
  const [first] = items;
  if (first === undefined) throw new TypeError('a job without an item');
  // A job that failed may have run when its letter was sent back.
  const [decided = null] = jobs.toSorted((a, b) => runDecisions.indexOf(a.decision) - runDecisions.indexOf(b.decision));
  const due = jobs.filter(({ decision }) => decision === decided?.decision).flatMap((each) => each.due);
  return {
    job: first.job,
    decided: decided && withoutPlaces(decided),
    due: [...new Map(due.map((place) => [JSON.stringify(place), place])).values()],
    found: steps.flatMap(({ account, region, found }) => (found === null ? [] : [{ account, region, ...found }])),
    ends: endsOf(steps),
  };
}

function withoutPlaces({ v: _, kind: __, job: ___, due: ____, ...decided }: JobItem): NonNullable<RunJob['decided']> {
  return decided;
}

function endsOf(steps: readonly StepItem[]): MachineEnd[] {
  const all = steps.flatMap(({ account, region, at, rows }) =>
    rows.flatMap(({ machines, ...row }) =>
      machines.map(([instanceId, seconds, secondsToSeen]) => ({
        account,
        region,
        instanceId,
        at,
        ...row,
        seconds,
        secondsToSeen,
      })),
    ),
  );
  const rank = ({ verdict }: MachineEnd): number => verdicts.indexOf(verdict);
  const best = new Map<string, MachineEnd>();
  for (const end of all) {
    const key = JSON.stringify([end.account, end.region, end.instanceId]);
    const known = best.get(key);
    if (known === undefined || rank(end) < rank(known) || (rank(end) === rank(known) && end.at > known.at)) best.set(key, end);
  }
  return [...best.values()];
}
