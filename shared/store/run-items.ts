import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { recordedJob } from '../contract/records.ts';
import { verdicts } from '../domain/verdict.ts';
import { billings, restartDeeds } from '../domain/vocabulary.ts';

/*
 * The run record: what was due, and what became of it. It is read by the day, so a day of UTC is a
 * partition of the table:
 *
 *   pk             sk
 *   D#2026-11-23   <due>#<job>#JOB#<part>                      the decision about a job
 *   D#2026-11-23   <due>#<job>#STEP#<account>#<region>#<hash>  what one step of its machines came to
 *
 * <due> is the due time of the job, second precision, UTC. The same job and the same step give the
 * same key, so a repetition falls on itself. What ends differently the second time has another
 * hash, and readers keep the better end. Nothing is ever read before it is written, and what a
 * newer Reveille has added to an item is passed over.
 */

/** Which decision dispatch came to; `fail`: the job ends in the dead letters. */
export const runDecisions = ['run', 'skip', 'fail'] as const;

/** What a job works on in one region of an account: ids, or the text of a selection and no ids. */
export const duePlace = z.object({
  account: z.string(),
  region: z.nullable(z.string()),
  instances: z.array(z.string()),
  selection: z.nullable(z.string()),
});

/** What a job works on in one region of an account. */
export type DuePlace = z.infer<typeof duePlace>;

/**
 * What was decided about a job. `by`: what caused it, the rule of a schedule, a person or an alert.
 * `deadline`: after it no action is sent (ISO 8601 UTC); null for a job that did not run.
 * `confirmWithinMs`: so much longer may the last machine take. `at`: when it was decided.
 */
export const jobItem = z.object({
  v: z.literal(1),
  kind: z.literal('job'),
  job: recordedJob,
  decision: z.enum(runDecisions),
  because: z.nullable(z.string()),
  by: z.enum(['rule', 'hand', 'alert']),
  deadline: z.nullable(z.string()),
  confirmWithinMs: z.nullable(z.int()),
  due: z.array(duePlace),
  at: z.string(),
});

/** What was decided about a job, as the table holds it. */
export type JobItem = z.infer<typeof jobItem>;

/**
 * Machines that ended alike. Of each: its id, the seconds from the due time to its end, and the
 * seconds from the acceptance of the action to the look that confirmed it; null for another end.
 */
const endedRow = z.object({
  verdict: z.enum(verdicts),
  code: z.nullable(z.string()),
  message: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  attempts: z.int(),
  billing: z.optional(z.enum(billings)),
  did: z.optional(z.nullable(z.enum(restartDeeds))),
  machines: z.array(z.tuple([z.string(), z.number(), z.nullable(z.number())])),
});

/** Machines that ended alike, as a step holds them. */
export type EndedRow = z.infer<typeof endedRow>;

/**
 * The ends that one step of a message came to, at most 100, and the machines that it found by its
 * selection. `at`: when the step ended.
 */
export const stepItem = z.object({
  v: z.literal(1),
  kind: z.literal('step'),
  job: recordedJob,
  account: z.string(),
  region: z.nullable(z.string()),
  rows: z.array(endedRow),
  found: z.nullable(z.object({ selection: z.string(), instances: z.array(z.string()), complete: z.boolean() })),
  at: z.string(),
});

/** The ends of one step, as the table holds them. */
export type StepItem = z.infer<typeof stepItem>;

/** The key of an item of the run record. */
export interface RunKey {
  readonly pk: string;
  readonly sk: string;
}

/** The partition of a day of UTC, `2026-11-23`. */
export function dayPartition(day: string): string {
  return `D#${day}`;
}

/**
 * The key of a part of a decision. A job of more machines than one item holds has several. So has a
 * job of a restart, because several messages act in its second.
 */
export function jobKey({ job, due }: JobItem, part: number): RunKey {
  return keyOf(job, `JOB#${job.action === 'restart' ? hashOf(due) : part}`);
}

/** The key of a step, by the machines and how they ended. */
export function stepKey({ job, account, region, rows, found }: StepItem): RunKey {
  const ends = rows.flatMap(({ verdict, machines }) => machines.map(([id]) => `${id} ${verdict}`)).sort();
  return keyOf(job, `STEP#${account}#${region ?? ''}#${hashOf([ends, found])}`);
}

function keyOf({ id, scheduledAt }: JobItem['job'], rest: string): RunKey {
  return { pk: dayPartition(scheduledAt.slice(0, 10)), sk: `${scheduledAt}#${id}#${rest}` };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
