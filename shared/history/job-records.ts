import * as z from 'zod/mini';
import {
  type FoundRecord,
  foundRecord,
  foundRecordMessage,
  type SkipRecord,
  skipRecord,
  skipRecordMessage,
  type VerdictRecord,
  verdictRecord,
  verdictRecordMessage,
} from '../contract/records.ts';

/** What the functions recorded about one job, in the order of their log lines. */
export interface JobRecords {
  readonly verdicts: readonly VerdictRecord[];
  readonly found: readonly FoundRecord[];
  readonly skips: readonly SkipRecord[];
}

/** Nothing recorded. */
export const noRecords: JobRecords = { verdicts: [], found: [], skips: [] };

const line = z.discriminatedUnion('message', [
  z.object({ message: z.literal(verdictRecordMessage), record: verdictRecord }),
  z.object({ message: z.literal(foundRecordMessage), record: foundRecord }),
  z.object({ message: z.literal(skipRecordMessage), record: skipRecord }),
]);

/** The records in parsed log lines, by the id of their job. Lines of other kinds are left out. */
export function jobRecords(lines: readonly unknown[]): ReadonlyMap<string, JobRecords> {
  const parsed = lines.flatMap((each) => {
    const { success, data } = line.safeParse(each);
    return success ? [data] : [];
  });
  const byJob = Map.groupBy(parsed, ({ record }) => record.job.id);
  return new Map(
    [...byJob].map(([id, own]) => [
      id,
      {
        verdicts: own.flatMap((each) => (each.message === verdictRecordMessage ? [each.record] : [])),
        found: own.flatMap((each) => (each.message === foundRecordMessage ? [each.record] : [])),
        skips: own.flatMap((each) => (each.message === skipRecordMessage ? [each.record] : [])),
      },
    ]),
  );
}
