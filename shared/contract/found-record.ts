import * as z from 'zod/mini';
import { recordedJob } from './verdict-record.ts';

/** The message of the log line that carries a found record, in its field `record`. */
export const foundRecordMessage = 'found';

/**
 * What a power function logs when it has turned a selection, or a part of it, into batches: every report wants a verdict of each instance.
 * `complete`: the selection has no more of them.
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
export type FoundRecord = z.infer<typeof foundRecord>;
