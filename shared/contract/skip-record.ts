import * as z from 'zod/mini';
import { recordedJob } from './verdict-record.ts';

/** The message of the log line that carries a skip record, in its field `record`. */
export const skipRecordMessage = 'job skipped';

/** What dispatch logs of a job that it did not cut into batches, because its day is none of the schedule's: `holiday: National Day`. */
export const skipRecord = z.object({ job: recordedJob, because: z.string() });
export type SkipRecord = z.infer<typeof skipRecord>;
