import type { FoundRecord, VerdictRecord } from '../contract/records.ts';
import type { WorkMessage } from '../domain/batch.ts';
import { verdicts } from '../domain/verdict.ts';
import type { PowerAction } from '../domain/vocabulary.ts';
import type { JobRecords } from './job-records.ts';
import { type Place, placeKey } from './place.ts';
import type { VerdictRow } from './report.ts';

/**
 * Exactly one row for every instance of a job. A selection is replaced by the instances that were
 * found. It has a row of its own when a verdict is about the selection, or when the search did not
 * finish. Records can repeat, so the best verdict is kept. An instance without a verdict is
 * `rejected` with `Reveille.Unfinished`, and with the attempts that its dead letter counts. Rows of
 * a stop say what it costs now, and rows of a restart what was sent.
 */
export function rowsOf(
  action: PowerAction,
  places: readonly Place[],
  { verdicts: ends, found }: Pick<JobRecords, 'verdicts' | 'found'>,
  deadLetters: readonly WorkMessage[],
): VerdictRow[] {
  const endsOf = Map.groupBy(ends, placeKey);
  const attempts = attemptsIn(deadLetters);
  const rows = new Map<string, VerdictRow>();
  for (const place of places.flatMap((each) => (each.isSelection ? partsOf(each, found, endsOf) : [each]))) {
    const key = placeKey(place);
    const row = best(place, endsOf.get(key) ?? []) ?? unfinished(place, attempts.get(key) ?? 0);
    const { billing = 'unknown', did = null } = row;
    rows.set(key, { ...row, ...(action === 'stop' && { billing }), ...(action === 'restart' && { did }) });
  }
  return [...rows.values()];
}

function partsOf(selection: Place, found: readonly FoundRecord[], ends: ReadonlyMap<string, unknown>): Place[] {
  const { account, region, instanceId } = selection;
  const own = found.filter((each) => each.account === account && each.region === region && each.selection === instanceId);
  const instances = own.flatMap((each) => each.instances).map((id) => ({ account, region, instanceId: id, isSelection: false }));
  const isOpen = !own.some((each) => each.complete);
  return isOpen || ends.has(placeKey(selection)) ? [selection, ...instances] : instances;
}

function attemptsIn(letters: readonly WorkMessage[]): ReadonlyMap<string, number> {
  return new Map(
    letters.flatMap((letter) =>
      letter.phase === 'find'
        ? []
        : letter.instances.map(({ id, attempts }) => [placeKey({ ...letter, instanceId: id }), attempts] as const),
    ),
  );
}

function best({ account, region, instanceId }: Place, records: readonly VerdictRecord[]): VerdictRow | undefined {
  const [first] = records.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
  if (first === undefined) return undefined;
  const { verdict, code, message, requestId, attempts, billing, did } = first;
  return {
    account,
    region,
    instanceId,
    verdict,
    code,
    message,
    requestId,
    attempts,
    ...(billing && { billing }),
    ...(did && { did }),
  };
}

function unfinished({ account, region, instanceId, isSelection }: Place, attempts: number): VerdictRow {
  const how = isSelection ? 'before all instances of this selection were found' : 'without a verdict for this instance';
  return {
    account,
    region,
    instanceId,
    verdict: 'rejected',
    code: 'Reveille.Unfinished',
    message: `the job ended ${how}: its message failed too often, or work was left over`,
    requestId: null,
    attempts,
  };
}
