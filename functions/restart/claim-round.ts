import type { Statement } from '../../shared/contract/alert-message.ts';
import { type Decision, decide, type Question } from '../../shared/restart/decide.ts';
import { unknownFleet } from '../../shared/restart/fleet-item.ts';
import type { Listed } from '../../shared/restart/look-up.ts';
import type { MachineHours } from '../../shared/restart/machine-hours.ts';
import type { MachineItem } from '../../shared/restart/machine-item.ts';
import type { MachineStore } from '../../shared/store/machine-store.ts';

/**
 * A firing statement about a machine that a restart lists. Both instants are epoch milliseconds;
 * `dueAt` is when it was to be decided.
 */
export interface Candidate {
  readonly listed: Listed;
  readonly source: string;
  readonly statement: Statement;
  readonly receivedAt: number;
  readonly dueAt: number;
}

/**
 * A candidate with its decision, which holds: the table has it. `item`: the machine's, after it.
 */
export interface Claim {
  readonly candidate: Candidate;
  readonly decision: Decision;
  readonly item: MachineItem;
}

/** A candidate that could not be decided, and why. */
export interface Failed {
  readonly candidate: Candidate;
  readonly reason: unknown;
}

/** What claims are made with. */
export interface ClaimDeps {
  readonly store: MachineStore;
  readonly hours: MachineHours;
  readonly now: () => number;
}

/** So many items are read or written at a time. */
const atATime = 10;

/**
 * The end of one candidate in a round; without decision and reason it has lost against another
 * worker.
 */
export type End = Claim | Failed | { readonly candidate: Candidate };

/**
 * One round of the candidates of one restart, each about another machine: all machines are read,
 * then decided, then the restart's item is written, then those of the machines.
 */
export async function claimRound(candidates: readonly Candidate[], deps: ClaimDeps): Promise<readonly End[]> {
  const { store, now } = deps;
  const ends: End[] = [];
  const read = await inTurns(candidates, async (candidate) => ({
    candidate,
    item: await store.readMachine(candidate.listed.machine),
  }));
  const machines = read.flatMap(({ candidate, value, reason }) => {
    if (value === undefined) ends.push({ candidate, reason });
    return value ?? [];
  });
  if (machines.length === 0) return ends;
  try {
    const decided = await decideTogether(machines, deps);
    const written = await inTurns(decided, async ({ candidate, decision }) => {
      if (decision.machine === null) return true;
      return store.writeMachine(candidate.listed.machine, decision.machine, now());
    });
    for (const { candidate: claim, value, reason } of written) {
      if (value === true) ends.push(claim);
      else ends.push(value === false ? { candidate: claim.candidate } : { candidate: claim.candidate, reason });
    }
  } catch (reason) {
    ends.push(...machines.map(({ candidate }) => ({ candidate, reason })));
  }
  return ends;
}

/** Decides for all these machines, and takes their places in the restart's item with one write. */
async function decideTogether(
  machines: readonly { readonly candidate: Candidate; readonly item: MachineItem }[],
  { store, hours, now }: ClaimDeps,
): Promise<readonly Claim[]> {
  const restart = machines[0]?.candidate.listed.restart ?? '';
  let known = unknownFleet;
  for (let losses = 0, isRead = false; ; ) {
    const at = now();
    let fleet = known;
    const claims = machines.map(({ candidate, item }) => {
      const decision = decide(questionOf(candidate, hours, at), item, fleet);
      fleet = decision.fleet ?? fleet;
      return { candidate, decision, item: decision.machine ?? item };
    });
    const asks = claims.some(({ decision }) => decision.fleet !== null || decision.because === 'at-once');
    // Most statements of a storm have other reasons, and these need no read of the restart's item.
    if (!asks || (isRead && (fleet === known || (await store.writeFleet(restart, fleet, at))))) return claims;
    if (isRead) {
      losses += 1;
      await store.pause(losses);
    }
    known = await store.readFleet(restart);
    isRead = true;
  }
}

function questionOf({ listed, source, statement, receivedAt, dueAt }: Candidate, hours: MachineHours, now: number): Question {
  const { restart, policy, limit, machine: target } = listed;
  const wantsOn = hours.wantsOn(policy.schedule, now);
  const transitionAt = hours.lastTransition(target, policy.schedule, now - policy.cooldownMs, now);
  return { restart, policy, target, limit, source, statement, receivedAt, dueAt, wantsOn, transitionAt, heldUntil: null, now };
}

/** Runs over a list with a few at a time. What one throws is the reason of that one alone. */
async function inTurns<T, R>(
  items: readonly T[],
  run: (item: T) => Promise<R>,
): Promise<{ candidate: T; value?: R; reason?: unknown }[]> {
  const ends: { candidate: T; value?: R; reason?: unknown }[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [n, candidate] of waiting) {
      try {
        ends[n] = { candidate, value: await run(candidate) };
      } catch (reason) {
        ends[n] = { candidate, reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, worker));
  return ends;
}
