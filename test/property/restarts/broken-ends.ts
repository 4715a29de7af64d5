import { type AlertHistory, recoveriesOf, statementsOf, type ToldStatement } from './alert-history.ts';
import { type ClaimedAct, machineOf } from './claimed-acts.ts';

const minute = 60_000;
/** A day and two hours, an hour for notes that are left out, and the clocks. */
const longestSilence = (24 + 2 + 1) * 60 * minute + minute;
const at = (ms: number): string => new Date(ms).toISOString();

/** A tripped machine is left alone until it is resumed, and people are told. */
export function brokenTrips({ writes, notices, dead }: AlertHistory, acts: readonly ClaimedAct[]): string[] {
  const told = notices.flatMap((notice) => (notice.kind === 'tripped' ? [`${notice.machine.instanceId} ${notice.at}`] : []));
  const trip = writes.flatMap((write, order) => {
    const { tripped } = write.after;
    return tripped !== null && write.before?.tripped?.statement !== tripped.statement ? [{ write, order, tripped }] : [];
  });
  const known = new Set(trip.map(({ write, tripped }) => `${machineOf(write)} ${at(tripped.at)}`));
  return [
    ...told.filter((each) => !known.has(each)).map((each) => `people are told of a trip that never was: ${each}`),
    ...trip.flatMap(({ write, order, tripped }) => {
      const instanceId = machineOf(write);
      const resumed = writes.findIndex(({ pk, after }, later) => later > order && pk === write.pk && after.tripped === null);
      const end = resumed === -1 ? Number.POSITIVE_INFINITY : resumed;
      const touched = acts.some((act) => act.instanceId === instanceId && act.order > order && act.order < end);
      // A person who resumes it first knows already.
      const silent = !told.includes(`${instanceId} ${at(tripped.at)}`) && resumed === -1 && !dead.has(tripped.statement);
      return [
        ...(touched ? [`${instanceId} is restarted although it is tripped`] : []),
        ...(silent ? [`nobody is told that ${instanceId} is tripped`] : []),
      ];
    }),
  ];
}

/**
 * Nothing is lost: every statement has its record, every claim its batch, every wait its decision.
 */
export function brokenEnds(history: AlertHistory, acts: readonly ClaimedAct[]): string[] {
  const { story, batches, records, dead } = history;
  const statements = statementsOf(story);
  const alive = story.requests.flatMap(({ statements }) => statements).filter(({ id }) => !dead.has(id));
  const sent = new Set(batches.map(({ job, instanceId }) => `${job} ${instanceId}`));
  const claimed = new Set(acts.map(({ job, instanceId }) => `${job} ${instanceId}`));
  const acted = new Map(acts.map((act) => [act.statement, act] as const));
  return [
    ...alive.filter(({ id }) => !records.some((record) => record.id === id)).map(({ id }) => `statement ${id} has no record`),
    ...acts
      .filter(({ job, instanceId, statement }) => !sent.has(`${job} ${instanceId}`) && !dead.has(statement))
      .map(({ instanceId, at: then }) => `the claim of ${instanceId} at ${at(then)} leads to no batch`),
    ...[...sent].filter((each) => !claimed.has(each)).map((each) => `a batch is sent without a claim: ${each}`),
    ...records.flatMap((record) => {
      const { id, until, decision, because } = record;
      if (decision === 'act') {
        const act = acted.get(id);
        return act?.job === record.job && at(act.at) === record.at ? [] : [`the record of ${id} tells of an act that never was`];
      }
      if (because === 'duplicate') {
        const others = records.filter(
          (other) => other.id !== id && other.episode === record.episode && other.source === record.source,
        );
        const known = others.some((other) => !isEnded(history, statements.get(other.id), statements.get(id), record.at));
        const isDead = dead.size > 0;
        return known || isDead ? [] : [`statement ${id} is a duplicate of nothing`];
      }
      if (until === null || dead.has(id)) return [];
      // Each delivery of a message may be decided by another clock.
      const isFinal = (later: typeof record) => later.until === null && ['flapping', 'budget'].includes(later.because);
      const again = records.some((later) => later.id === id && (isFinal(later) || Date.parse(later.at) >= Date.parse(until)));
      return again || acted.has(id) ? [] : [`statement ${id} waits until ${until} and is never decided again`];
    }),
  ];
}

/** Whether `later`, which was decided at `decidedAt`, was known to be of another episode. */
function isEnded(
  { records, ...history }: AlertHistory,
  earlier: ToldStatement | undefined,
  later: ToldStatement | undefined,
  decidedAt: string,
): boolean {
  if (earlier === undefined || later === undefined) return true;
  if (later.startsAt === null && later.request.at - earlier.request.at > longestSilence) return true;
  // The clocks at the door may differ by two seconds, and two workers may be at it at once.
  const between = recoveriesOf(history, later, earlier.request.at + 2_001, later.request.at - 2_001);
  return between.some((other) =>
    records.some(({ id, at: noted }) => id === other && Date.parse(noted) < Date.parse(decidedAt) - minute),
  );
}
