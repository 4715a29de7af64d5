import * as z from 'zod/mini';
import { batchMessage } from '../shared/contract/batch-message.ts';
import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import { callMetric } from '../shared/contract/metric.ts';
import { type VerdictRecord, verdictRecord, verdictRecordMessage } from '../shared/contract/verdict-record.ts';
import { type Verdict, verdicts } from '../shared/domain/verdict.ts';
import { jobId, type ProviderName } from '../shared/domain/vocabulary.ts';

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
  readonly deadLetters: readonly { readonly queue: 'jobs' | ProviderName; readonly body: unknown }[];
  readonly alerts: readonly { readonly subject: string; readonly message: string }[];
  readonly alarms: readonly { readonly name: string; readonly state: 'OK' | 'ALARM' }[];
  /** HTTP requests sent, by provider and action; a dry run counts as `StartInstances:DryRun`. */
  readonly calls: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What a report is made from. `logs` are the functions' own lines, one JSON object each. */
export interface Evidence {
  readonly configuration: Configuration;
  readonly fired: { readonly schedule: string; readonly scheduledAt: string };
  readonly logs: readonly string[];
  readonly deadLetters: readonly { readonly queue: 'jobs' | ProviderName; readonly body: string }[];
  readonly alerts: Report['alerts'];
  readonly alarms: Report['alarms'];
}

/**
 * Reads the functions' own records and metrics. Every instance of the fired schedule has exactly one row: records can repeat, so the
 * best verdict is kept, and an instance without one is `rejected` with `Reveille.Unfinished`.
 */
export function reportOf({ configuration, fired, logs, deadLetters, alerts, alarms }: Evidence): Report {
  const lines = logs.map(parseLine);
  const id = jobId(fired.schedule, 'start', fired.scheduledAt);
  const records = lines.flatMap((line) => {
    const parsed = recordLine.safeParse(line);
    return parsed.success && parsed.data.record.job.id === id ? [parsed.data.record] : [];
  });
  const letters = deadLetters.map(({ queue, body }) => ({ queue, body: parseLine(body) }));
  const attempts = attemptsInLetters(letters.map(({ body }) => body));
  const targets = configuration.schedules[fired.schedule]?.targets ?? [];
  const rows = targets.flatMap(({ account, region, instances }) =>
    instances.map(
      (instanceId): VerdictRow => best(records, account, region, instanceId) ?? unfinished(account, region, instanceId, attempts),
    ),
  );
  return {
    jobs: [{ id, schedule: fired.schedule, action: 'start', scheduledAt: fired.scheduledAt, verdicts: rows }],
    deadLetters: letters,
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

function best(
  records: readonly VerdictRecord[],
  account: string,
  region: string | null,
  instanceId: string,
): VerdictRow | undefined {
  const own = records.filter(
    (record) => record.account === account && record.region === region && record.instanceId === instanceId,
  );
  const [first] = own.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
  if (first === undefined) return undefined;
  const { verdict, code, message, requestId, attempts } = first;
  return { account, region, instanceId, verdict, code, message, requestId, attempts };
}

function unfinished(
  account: string,
  region: string | null,
  instanceId: string,
  attempts: ReadonlyMap<string, number>,
): VerdictRow {
  return {
    account,
    region,
    instanceId,
    verdict: 'rejected',
    code: 'Reveille.Unfinished',
    message: 'the job ended without a verdict for this instance: its message failed too often, or work was left over',
    requestId: null,
    attempts: attempts.get(JSON.stringify([account, region, instanceId])) ?? 0,
  };
}

function attemptsInLetters(bodies: readonly unknown[]): ReadonlyMap<string, number> {
  const batches = bodies.flatMap((body) => {
    const parsed = batchMessage.safeParse(body);
    return parsed.success ? [parsed.data] : [];
  });
  return new Map(
    batches.flatMap(({ account, region, instances }) =>
      instances.map((instance): [string, number] => [JSON.stringify([account, region, instance.id]), instance.attempts]),
    ),
  );
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
