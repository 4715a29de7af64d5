import { type PowerDeps, portOf } from '../../../functions/power/provider-call.ts';
import type { FollowUp, WorkMessage } from '../../../shared/domain/batch.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import { carryOut } from '../../../shared/domain/step/carry-out.ts';
import type { InstanceVerdict } from '../../../shared/domain/verdict.ts';
import { due } from '../../support/a-batch.ts';

/** More steps than any job of a test needs. */
const mostSteps = 300;

/**
 * One step of a message that was sent when it was due and is delivered for the first time, with as
 * much time as it needs.
 */
export function stepOf(message: WorkMessage, deps: PowerDeps, signal = new AbortController().signal): Promise<Outcome> {
  return carryOut(message, { sentAt: due, redelivered: false }, portOf(message, deps, signal), deps);
}

/**
 * Carries a message and all that follows from it out, each follow-up when it is due, until nothing
 * is left. Moves `clock` (epoch ms).
 */
export async function runJob(batch: WorkMessage, deps: PowerDeps, clock: { ms: number }): Promise<readonly InstanceVerdict[]> {
  const waiting = [{ batch, at: clock.ms }];
  const verdicts: InstanceVerdict[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    waiting.sort((a, b) => a.at - b.at);
    const next = waiting.shift();
    if (next === undefined) return verdicts;
    clock.ms = Math.max(clock.ms, next.at);
    const outcome = await stepOf(next.batch, deps);
    const arrival = ({ batch: follower, delaySeconds }: FollowUp) => ({ batch: follower, at: clock.ms + delaySeconds * 1000 });
    waiting.push(...outcome.followUps.map(arrival));
    verdicts.push(...outcome.verdicts);
  }
  throw new Error(`the job did not settle in ${mostSteps} steps`);
}
