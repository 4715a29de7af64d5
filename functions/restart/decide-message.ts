import type { AlertMessage, Statement } from '../../shared/contract/alert-message.ts';
import type { RestartRecord } from '../../shared/contract/records.ts';
import type { Decision } from '../../shared/restart/decide.ts';
import { type Found, isStale, type lookUpIn } from '../../shared/restart/look-up.ts';
import { claimAll } from './claim-all.ts';
import type { Candidate, Claim, ClaimDeps } from './claim-round.ts';

/** What alert messages are decided with. */
export interface DecideDeps extends ClaimDeps {
  readonly lookUp: ReturnType<typeof lookUpIn>;
}

/** Statements that are decided again, not before an instant in epoch milliseconds. */
export interface Later {
  readonly notBefore: number;
  readonly statements: readonly Statement[];
}

/**
 * What a message came to. `left` had no time and is decided at once by another invocation. `failed`
 * could not be decided, for these reasons.
 */
export interface Outcome {
  readonly claims: readonly Claim[];
  readonly records: readonly RestartRecord[];
  readonly later: readonly Later[];
  readonly left: readonly Statement[];
  readonly failed: readonly { readonly statement: Statement; readonly reason: unknown }[];
}

/**
 * Decides the statements of one message, until `isOver`. Recoveries are noted first, so an alert
 * that fires and recovers in one request does nothing. A statement that must wait has no record
 * yet.
 */
export async function decideMessage(message: AlertMessage, deps: DecideDeps, isOver: () => boolean): Promise<Outcome> {
  const { source, statements, phase } = message;
  const receivedAt = Date.parse(message.receivedAt);
  const dueAt = Math.max(receivedAt, message.notBefore === null ? 0 : Date.parse(message.notBefore));
  const records: RestartRecord[] = [];
  const waiting: { statement: Statement; until: number }[] = [];
  const failed: { statement: Statement; reason: unknown }[] = [];
  const left: Statement[] = [];
  const candidates: Candidate[] = [];
  const recovered = statements.filter(({ status }) => status === 'resolved');
  for (const statement of [...recovered, ...statements.filter((each) => !recovered.includes(each))]) {
    const found = deps.lookUp(source, statement);
    const now = deps.now();
    const skip = (because: RestartRecord['because']) => records.push(skipRecord(source, statement, found, because, now));
    if (statement.status === 'resolved') {
      if (isOver()) left.push(statement);
      else {
        try {
          if (found.kind === 'listed' || (found.kind === 'no-match' && found.heard))
            await deps.store.recover(found.machine, { source, statement, receivedAt, now });
          skip(found.kind === 'listed' ? 'resolved' : found.kind);
        } catch (reason) {
          failed.push({ statement, reason });
        }
      }
    } else if (found.kind !== 'listed') skip(found.kind);
    else if (phase === 'received' && isStale(statement, receivedAt, found.policy)) skip('stale');
    else if (now < receivedAt + found.policy.holdOffMs) waiting.push({ statement, until: receivedAt + found.policy.holdOffMs });
    else candidates.push({ listed: found, source, statement, receivedAt, dueAt });
  }
  const claimed = await claimAll(candidates, deps, isOver);
  for (const { candidate, decision } of claimed.claims) {
    const { statement, listed } = candidate;
    records.push(recordOf(source, statement, { kind: 'listed', ...listed }, decision));
    if (decision.until !== null) waiting.push({ statement, until: decision.until });
  }
  return {
    claims: claimed.claims,
    records,
    later: inSeconds(waiting),
    left: [...left, ...claimed.left.map(({ statement }) => statement)],
    failed: [...failed, ...claimed.failed.map(({ candidate: { statement }, reason }) => ({ statement, reason }))],
  };
}

/**
 * One message for each second, so that a storm does not wait in as many messages as it has
 * machines.
 */
function inSeconds(waiting: readonly { readonly statement: Statement; readonly until: number }[]): Later[] {
  const seconds = Map.groupBy(waiting, ({ until }) => Math.ceil(until / 1_000) * 1_000);
  return [...seconds].map(([notBefore, own]) => ({ notBefore, statements: own.map(({ statement }) => statement) }));
}

function skipRecord(source: string, statement: Statement, found: Found, because: RestartRecord['because'], at: number) {
  return recordOf(source, statement, found, { decision: 'skip', because, at, until: null, job: null });
}

function recordOf(
  source: string,
  { id, episode, instanceId }: Statement,
  found: Found,
  { decision, because, at, until, job }: Pick<Decision, 'decision' | 'because' | 'at' | 'until' | 'job'>,
): RestartRecord {
  const machine = found.kind === 'not-listed' ? { account: null, region: null, instanceId } : found.machine;
  const restart = found.kind === 'listed' ? found.restart : null;
  const instant = (ms: number) => new Date(ms).toISOString();
  return {
    id,
    restart,
    source,
    episode,
    ...machine,
    at: instant(at),
    decision,
    because,
    until: until === null ? null : instant(until),
    job,
  };
}
