import { machineKey } from '../../shared/store/items.ts';
import { type Candidate, type Claim, type ClaimDeps, claimRound, type Failed } from './claim-round.ts';

/** Every candidate is in exactly one of the three. `left`: there was no time for it. */
export interface Claims {
  readonly claims: readonly Claim[];
  readonly left: readonly Candidate[];
  readonly failed: readonly Failed[];
}

/**
 * Decides candidates and writes each decision down before it holds, in rounds, until `isOver`. What
 * loses against another worker is decided again in the next round. A round takes one statement of
 * each machine, so that statements of one message never race each other.
 */
export async function claimAll(candidates: readonly Candidate[], deps: ClaimDeps, isOver: () => boolean): Promise<Claims> {
  const claims: Claim[] = [];
  const failed: Failed[] = [];
  let open = candidates;
  let losses = 0;
  while (open.length > 0 && !isOver()) {
    const first = [...Map.groupBy(open, keyOfMachine).values()].flatMap(([candidate]) => candidate ?? []);
    const later = open.filter((candidate) => !first.includes(candidate));
    const lost: Candidate[] = [];
    for (const own of Map.groupBy(first, ({ listed }) => listed.restart).values()) {
      for (const end of await claimRound(own, deps)) {
        if ('decision' in end) claims.push(end);
        else if ('reason' in end) failed.push(end);
        else lost.push(end.candidate);
      }
    }
    open = [...lost, ...later];
    losses = lost.length === 0 ? 0 : losses + 1;
    try {
      if (losses > 0) await deps.store.pause(losses);
    } catch (reason) {
      failed.push(...lost.map((candidate) => ({ candidate, reason })));
      open = later;
    }
  }
  return { claims, left: open, failed };
}

function keyOfMachine({ listed }: Candidate): string {
  return machineKey(listed.machine).pk;
}
