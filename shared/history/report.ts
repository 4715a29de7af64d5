import * as z from 'zod/mini';
import { callMetric } from '../contract/records.ts';
import type { WorkMessage } from '../domain/batch.ts';
import type { QueueOwner } from '../domain/names.ts';
import { hasFailed, type Verdict } from '../domain/verdict.ts';
import type { billings, PowerAction, RestartDeed, TransitionAction } from '../domain/vocabulary.ts';
import { type Beginning, type ExpectedJob, expectedJobs } from './expected-jobs.ts';
import { type JobRecords, jobRecords, noRecords } from './job-records.ts';
import { readQueueMessage } from './queue-message.ts';
import { rowsOf } from './report-rows.ts';
import { hasTripped, type RestartRow, restartHistory } from './restart-rows.ts';

/**
 * The end of one instance in a job, as `--json` writes it. `region` is null for a provider without
 * regions. For a selection without a result, `instanceId` is the text of the selection.
 */
export interface VerdictRow {
  readonly account: string;
  readonly region: string | null;
  readonly instanceId: string;
  readonly verdict: Verdict;
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
  readonly attempts: number;
  /** On rows of a stop only: what the instance costs while it is stopped. */
  readonly billing?: (typeof billings)[number];
  /** On rows of a restart only: what was sent for the instance; null when nothing was. */
  readonly did?: RestartDeed | null;
}

/** One job, as `--json` writes it. */
export interface ReportedJob {
  readonly id: string;
  /** Null for a job of a restart, which names the restart instead. */
  readonly schedule: string | null;
  readonly restart?: string;
  readonly action: PowerAction;
  readonly scheduledAt: string;
  /** Why dispatch did not run the job; then it has no verdicts. Absent when the job ran. */
  readonly skipped?: string;
  readonly verdicts: readonly VerdictRow[];
}

/**
 * A start or stop that does not happen on the days of a run, because the clock leaves its local
 * time out. `local` is `2027-03-14T02:30`.
 */
export interface LostTime {
  readonly schedule: string;
  readonly action: TransitionAction;
  readonly local: string;
  readonly because: string;
}

/**
 * An alert as it was received: the HTTP status, and how many statements were accepted; null when it
 * was refused.
 */
export interface ReceivedAlert {
  readonly source: string;
  readonly status: number;
  readonly accepted: number | null;
}

/** The result of a run on the local engine: the object that `--json` writes. */
export interface Report {
  readonly jobs: readonly ReportedJob[];
  /** Only there for a run through days; in order of time for each schedule. */
  readonly lost?: readonly LostTime[];
  readonly deadLetters: readonly { readonly queue: QueueOwner; readonly body: unknown }[];
  readonly alerts: readonly { readonly subject: string; readonly message: string }[];
  readonly alarms: readonly { readonly name: string; readonly state: 'OK' | 'ALARM' }[];
  /** What the ingest endpoint answered to each alert of the run, in order. */
  readonly alertsReceived: readonly ReceivedAlert[];
  /** What was decided about each statement of an alert, in order. */
  readonly restarts: readonly RestartRow[];
  /** HTTP requests sent, by provider and action; a dry run counts as `StartInstances:DryRun`. */
  readonly calls: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What a report is made from. `logs` are the functions' log lines, one JSON object each. */
export interface Evidence extends Omit<Beginning, 'restarted'> {
  readonly logs: readonly string[];
  readonly deadLetters: readonly { readonly queue: QueueOwner; readonly body: string }[];
  readonly alerts: Report['alerts'];
  readonly alarms: Report['alarms'];
  /** None when left out. */
  readonly alertsReceived?: Report['alertsReceived'];
}

/**
 * Makes the report from the functions' records and metrics. Every instance of every job of the run
 * has exactly one row.
 */
export function reportOf({ logs, deadLetters, alerts, alarms, alertsReceived = [], ...beginning }: Evidence): Report {
  const lines = logs.map(parseLine);
  const records = jobRecords(lines);
  const { rows: restarts, jobs: restarted } = restartHistory(lines);
  const letters = deadLetters.flatMap(({ body }) => {
    const message = readQueueMessage(body);
    return message !== null && 'work' in message ? [message.work] : [];
  });
  const lettersOf = Map.groupBy(letters, ({ job }) => job.id);
  return {
    jobs: expectedJobs({ ...beginning, restarted }).map((expected) => {
      const { id } = expected.job;
      return reportedJob(expected, records.get(id) ?? noRecords, lettersOf.get(id) ?? []);
    }),
    deadLetters: deadLetters.map(({ queue, body }) => ({ queue, body: parseLine(body) })),
    alerts,
    alarms,
    alertsReceived,
    restarts,
    calls: countCalls(lines),
  };
}

/**
 * True when every instance is where it should be, nothing is left over, no alert was lost, and no
 * machine tripped.
 */
export function isAllWell({ jobs, deadLetters, alertsReceived, restarts }: Report): boolean {
  if (alertsReceived.some(({ status }) => status >= 500) || restarts.some(hasTripped)) return false;
  return !jobs.some((job) => job.verdicts.some(hasFailed)) && deadLetters.length === 0;
}

const callLine = z.object({ provider: z.string(), action: z.string(), [callMetric]: z.union([z.number(), z.array(z.number())]) });

function reportedJob(
  { job: { id, schedule, restart, action, scheduledAt }, toDispatch, underWay }: ExpectedJob,
  records: JobRecords,
  letters: readonly WorkMessage[],
): ReportedJob {
  const job = { id, schedule, ...(restart !== undefined && { restart }), action, scheduledAt };
  const [skip] = records.skips;
  if (skip === undefined) return { ...job, verdicts: rowsOf(action, [...toDispatch, ...underWay], records, letters) };
  // A job of an earlier run may be skipped when it is fired again while messages of it are still
  // in the queues.
  if (underWay.length > 0) return { ...job, verdicts: rowsOf(action, underWay, records, letters) };
  return { ...job, skipped: skip.because, verdicts: [] };
}

function countCalls(lines: readonly unknown[]): Record<string, Record<string, number>> {
  const calls: Record<string, Record<string, number>> = {};
  for (const line of lines) {
    const parsed = callLine.safeParse(line);
    if (!parsed.success) continue;
    const { provider, action, [callMetric]: sent } = parsed.data;
    const own = calls[provider] ?? {};
    calls[provider] = own;
    own[action] = (own[action] ?? 0) + [sent].flat().reduce((sum, each) => sum + each, 0);
  }
  return calls;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
