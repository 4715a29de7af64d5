import * as z from 'zod/mini';
import { verdicts } from '../domain/verdict.ts';
import { billings, powerActions, restartDeeds } from '../domain/vocabulary.ts';

/*
 * What the functions write to their logs and metrics for reports to read. A record is the field
 * `record` of a JSON log line; the line's `message` says which kind of record it is.
 */

/** The job that a record belongs to. */
export const recordedJob = z.object({
  id: z.string(),
  schedule: z.nullable(z.string()),
  restart: z.optional(z.string()),
  action: z.enum(powerActions),
  scheduledAt: z.string(),
});

/** The job that a record belongs to, as it is written. */
export type RecordedJob = z.infer<typeof recordedJob>;

/** The message of the log line that carries a verdict record. */
export const verdictRecordMessage = 'verdict';

/**
 * The end of one instance in one job, logged by a power function. Keyed by (job, account, region,
 * instanceId).
 */
export const verdictRecord = z.object({
  job: recordedJob,
  account: z.string(),
  region: z.nullable(z.string()),
  instanceId: z.string(),
  verdict: z.enum(verdicts),
  code: z.nullable(z.string()),
  message: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  attempts: z.int(),
  /** What the instance costs now. Only records of a stop have it. */
  billing: z.optional(z.enum(billings)),
  /** What was sent for it; null when nothing was. Only records of a restart have it. */
  did: z.optional(z.nullable(z.enum(restartDeeds))),
});

/** A verdict record, as a log line carries it. */
export type VerdictRecord = z.infer<typeof verdictRecord>;

/** The message of the log line that carries a found record. */
export const foundRecordMessage = 'found';

/**
 * Instances of a selection that a power function has cut into batches: a report expects a verdict
 * of each of them. `complete`: the selection has no more.
 */
export const foundRecord = z.object({
  job: recordedJob,
  account: z.string(),
  region: z.nullable(z.string()),
  /** The selection's text. */
  selection: z.string(),
  instances: z.array(z.string()),
  complete: z.boolean(),
});

/** A found record, as a log line carries it. */
export type FoundRecord = z.infer<typeof foundRecord>;

/** The message of the log line that carries a skip record. */
export const skipRecordMessage = 'job skipped';

/**
 * A job that dispatch did not run because its schedule does not run on that day; `because`:
 * `holiday: National Day`.
 */
export const skipRecord = z.object({ job: recordedJob, because: z.string() });

/** A skip record, as a log line carries it. */
export type SkipRecord = z.infer<typeof skipRecord>;

/** The message of the log line that carries a restart record. */
export const restartRecordMessage = 'restart decided';

/** Why a restart did not act on a statement; `firing` is why it did. */
export const restartReasons = [
  'firing',
  'resolved',
  'duplicate',
  'stale',
  'no-match',
  'not-listed',
  'outside-hours',
  'held',
  'cooldown',
  'budget',
  'flapping',
  'at-once',
  'tripped',
] as const;

/** One reason of a decision about a restart. */
export type RestartReason = (typeof restartReasons)[number];

/**
 * What was decided about one statement of a source. `until`: when the restart becomes possible
 * again. `job`: the job of an act. Records can repeat: readers keep one by `id` and `at`. `id` is
 * the statement's.
 */
export const restartRecord = z.object({
  id: z.string(),
  restart: z.nullable(z.string()),
  source: z.string(),
  episode: z.string(),
  account: z.nullable(z.string()),
  region: z.nullable(z.string()),
  instanceId: z.nullable(z.string()),
  at: z.string(),
  decision: z.enum(['act', 'skip']),
  because: z.enum(restartReasons),
  until: z.nullable(z.string()),
  job: z.nullable(z.string()),
});

/** A restart record, as a log line carries it. */
export type RestartRecord = z.infer<typeof restartRecord>;

/** The CloudWatch namespace of everything that Reveille counts. */
export const metricNamespace = 'Reveille';

/**
 * One per decision about a statement; dimensions restart (`-` where there is none), decision and
 * because.
 */
export const restartMetric = 'Restarts';

/** One per verdict; dimensions account and verdict. */
export const verdictMetric = 'Verdicts';

/**
 * One per HTTP request sent to a provider; dimensions provider and action (`StartInstances`,
 * `StartInstances:DryRun`).
 */
export const callMetric = 'ProviderCalls';

/**
 * What a request of a source came to. `refused`: nobody knows who sent it. `no-secret`: nobody can
 * know, because the secret of the source is missing or unusable. `undecided`: Secrets Manager did
 * not answer. `queue-refused`: the alerts queue did not take it.
 */
export const requestOutcomes = [
  'accepted',
  'refused',
  'no-secret',
  'undecided',
  'too-large',
  'unreadable',
  'queue-refused',
] as const;

/** What one request of a source came to. */
export type RequestOutcome = (typeof requestOutcomes)[number];

/** One per request of a source; dimensions source (`-` for one that is unknown) and outcome. */
export const requestMetric = 'AlertRequests';

/** One per watch message that came to dispatch; without a dimension. */
export const heartbeatMetric = 'Heartbeat';

/** One per item of the run record that the table did not take; without a dimension. */
export const recordsLostMetric = 'RecordsLost';

/** One per notice that could not be handed to those who tell it; without a dimension. */
export const noticesLostMetric = 'NoticesLost';
