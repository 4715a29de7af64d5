import * as z from 'zod/mini';
import { verdicts } from '../domain/verdict.ts';
import { powerActions } from '../domain/vocabulary.ts';

/** The message of the log line that carries a verdict record, in its field `record`. */
export const verdictRecordMessage = 'verdict';

/** The job that a record belongs to. */
export const recordedJob = z.object({
  id: z.string(),
  schedule: z.string(),
  action: z.enum(powerActions),
  scheduledAt: z.string(),
});

/** One structured record per verdict: what a power function logs and every report reads. Keyed by (job, account, region, instanceId). */
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
});
export type VerdictRecord = z.infer<typeof verdictRecord>;
