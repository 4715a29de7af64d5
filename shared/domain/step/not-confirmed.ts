import type { Batch, BatchInstance } from '../batch.ts';
import { goalOf, isReboot } from '../goal.ts';
import type { Moment } from '../moment.ts';
import { confirmBy, forceAt } from '../outcome.ts';
import { type FailedVerdict, rejected } from '../verdict.ts';

/**
 * Another look, as long as there is time for one; else the end of an instance that nobody saw in
 * the wanted state. `what`: what the last look shows, as a clause.
 */
export function lookOrEnd(
  batch: Batch,
  instance: BatchInstance,
  what: string,
  { now }: Moment,
  code = unconfirmedCode(instance),
): FailedVerdict | { readonly next: 'look'; readonly instance: BatchInstance } {
  if (now < confirmBy(batch, instance)) return { next: 'look', instance };
  // An operator who asked for a forced stop wants to know why there was none.
  const wasToForce = now >= forceAt(batch, instance) && instance.last !== null;
  const why = wasToForce ? `, and the last problem was ${instance.last.code}: ${instance.last.message}` : '';
  return notConfirmed(batch, instance, `${what}${why}`, wasToForce ? instance.last.requestId : null, code);
}

/** The end of an instance that nobody saw in the wanted state in time. */
export function notConfirmed(
  batch: Batch,
  instance: BatchInstance,
  problem: string,
  requestId: string | null,
  code = unconfirmedCode(instance),
): FailedVerdict {
  const minutes = Math.round(batch.options.confirmWithinMs / 60_000);
  const { reached } = goalOf(batch.job.action, instance);
  const what = isReboot(instance.did) ? 'reboot' : 'stop';
  const forced = instance.forced ? `, although a forced ${what} was accepted` : '';
  const seen = code === rebootNotSeen ? 'not seen away from running' : `not seen ${reached}`;
  return rejected(instance, {
    code,
    message: `${seen} within ${minutes} min: ${problem}${forced}`,
    requestId,
  });
}

/** The code of a reboot that nobody saw. */
export const rebootNotSeen = 'Reveille.RebootNotSeen';

/** A reboot that nobody saw is told from one that did not come back. */
function unconfirmedCode({ did, seenAway }: BatchInstance): string {
  return isReboot(did) && seenAway !== true ? rebootNotSeen : 'Reveille.NotConfirmed';
}
