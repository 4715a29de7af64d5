import * as z from 'zod/mini';
import { callMetric } from '../shared/contract/metric.ts';
import { verdictRecord, verdictRecordMessage } from '../shared/contract/verdict-record.ts';
import type { Verdict } from '../shared/domain/verdict.ts';
import { type Beginning, expectedJobs } from './expected-jobs.ts';
import { readQueueMessage } from './queue-message.ts';
import type { QueueOwner } from './queue-names.ts';
import { rowsOf } from './report-rows.ts';

/** One instance's end in a job, as `--json` gives it. `region` is null for a provider without regions. */
export interface VerdictRow {
  readonly account: string;
  readonly region: string | null;
  readonly instanceId: string;
  readonly verdict: Verdict;
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
  readonly attempts: number;
}

/** What a run on the local engine came to: the object that `--json` writes. */
export interface Report {
  readonly jobs: readonly {
    readonly id: string;
    readonly schedule: string;
    readonly action: 'start';
    readonly scheduledAt: string;
    readonly verdicts: readonly VerdictRow[];
  }[];
  readonly deadLetters: readonly { readonly queue: QueueOwner; readonly body: unknown }[];
  readonly alerts: readonly { readonly subject: string; readonly message: string }[];
  readonly alarms: readonly { readonly name: string; readonly state: 'OK' | 'ALARM' }[];
  /** HTTP requests sent, by provider and action; a dry run counts as `StartInstances:DryRun`. */
  readonly calls: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What a report is made from. `logs` are the functions' own lines, one JSON object each. */
export interface Evidence extends Beginning {
  readonly logs: readonly string[];
  readonly deadLetters: readonly { readonly queue: QueueOwner; readonly body: string }[];
  readonly alerts: Report['alerts'];
  readonly alarms: Report['alarms'];
}

/** Reads the functions' own records and metrics. Every instance of every job of the run has exactly one row. */
export function reportOf({ logs, deadLetters, alerts, alarms, ...beginning }: Evidence): Report {
  const lines = logs.map(parseLine);
  const records = lines.flatMap((line) => {
    const parsed = recordLine.safeParse(line);
    return parsed.success ? [parsed.data.record] : [];
  });
  const letters = deadLetters.flatMap(({ body }) => {
    const message = readQueueMessage(body);
    return message !== null && 'batch' in message ? [message.batch] : [];
  });
  return {
    jobs: expectedJobs(beginning).map((expected) => {
      const { id, schedule, action, scheduledAt } = expected.job;
      return { id, schedule, action, scheduledAt, verdicts: rowsOf(expected, records, letters) };
    }),
    deadLetters: deadLetters.map(({ queue, body }) => ({ queue, body: parseLine(body) })),
    alerts,
    alarms,
    calls: countCalls(lines),
  };
}

/** True when every instance is where it should be and nothing is left over. */
export function isAllWell({ jobs, deadLetters }: Report): boolean {
  const failed = jobs.some((job) => job.verdicts.some(({ verdict }) => verdict === 'rejected' || verdict === 'expired'));
  return !failed && deadLetters.length === 0;
}

const recordLine = z.object({ message: z.literal(verdictRecordMessage), record: verdictRecord });
const callLine = z.object({ provider: z.string(), action: z.string(), [callMetric]: z.union([z.number(), z.array(z.number())]) });

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
