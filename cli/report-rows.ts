import type { VerdictRecord } from '../shared/contract/verdict-record.ts';
import type { Batch } from '../shared/domain/batch.ts';
import { verdicts } from '../shared/domain/verdict.ts';
import { type ExpectedJob, type Place, placeKey } from './expected-jobs.ts';
import type { VerdictRow } from './report.ts';

/**
 * Exactly one row for every instance of a job. Records can repeat, so the best verdict is kept; an instance without one is `rejected`
 * with `Reveille.Unfinished` and the starts that its dead letter remembers.
 */
export function rowsOf(
  { job, places }: ExpectedJob,
  records: readonly VerdictRecord[],
  deadLetters: readonly Batch[],
): VerdictRow[] {
  const ends = Map.groupBy(
    records.filter((record) => record.job.id === job.id),
    placeKey,
  );
  const attempts = new Map(
    deadLetters
      .filter((letter) => letter.job.id === job.id)
      .flatMap(({ account, region, instances }) =>
        instances.map(({ id, attempts }) => [placeKey({ account, region, instanceId: id }), attempts] as const),
      ),
  );
  return places.map((place) => {
    const key = placeKey(place);
    return best(place, ends.get(key) ?? []) ?? unfinished(place, attempts.get(key) ?? 0);
  });
}

function best({ account, region, instanceId }: Place, records: readonly VerdictRecord[]): VerdictRow | undefined {
  const [first] = records.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
  if (first === undefined) return undefined;
  const { verdict, code, message, requestId, attempts } = first;
  return { account, region, instanceId, verdict, code, message, requestId, attempts };
}

function unfinished({ account, region, instanceId }: Place, attempts: number): VerdictRow {
  return {
    account,
    region,
    instanceId,
    verdict: 'rejected',
    code: 'Reveille.Unfinished',
    message: 'the job ended without a verdict for this instance: its message failed too often, or work was left over',
    requestId: null,
    attempts,
  };
}
