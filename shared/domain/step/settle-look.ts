import { type Batch, type BatchInstance, problemOf, type WorkMessage } from '../batch.ts';
import { wipesDisks } from '../batch-options.ts';
import { type Failure, policyOf, waitFor } from '../failure.ts';
import type { Moment } from '../moment.ts';
import { actLater, confirmLater, decided, join, type Outcome } from '../outcome.ts';
import type { Over } from '../port.ts';
import { good, rejected, tooLate } from '../verdict.ts';
import { acceptedAt } from './settle-act.ts';
import { settleUnconfirmed } from './settle-confirm.ts';
import type { Sorted } from './sort-observed.ts';

/**
 * A message that was delivered before. That delivery was cut off, and may have acted on any of the
 * instances, so all of them count as acted on. A confirm look or a dry run acts on none, so such a
 * batch stays as it is. A find, and a message with a rest, may have handed instances on: their
 * disks are not wiped twice.
 */
export function handedOutBefore<Message extends WorkMessage>(message: Message): Message {
  if (message.phase === 'confirm' || message.options.dryRun) return message;
  const rest = message.rest?.map((part) => ({ ...part, acted: part.acted || wipesDisks(part.options) }));
  const handedOn = rest === undefined ? message : { ...message, rest };
  if (handedOn.phase === 'find') return wipesDisks(message.options) ? { ...handedOn, acted: true } : handedOn;
  return { ...handedOn, instances: handedOn.instances.map((instance) => ({ ...instance, acted: true })) };
}

/**
 * What a look alone decides, independent of what is sent afterwards: verdicts, instances to
 * confirm, instances to come back to.
 */
export function settleSorted(batch: Batch, sorted: Sorted, moment: Moment): Outcome {
  const underWay = sorted.underWay.map((instance): BatchInstance => {
    return { ...acceptedAt(instance, moment.now), ...(!instance.acted && { notOurs: true }) };
  });
  return join(decided(sorted.verdicts), confirmLater(batch, underWay, moment), actLater(batch, sorted.busy, 0, moment));
}

/**
 * The end of a dry-run job: an instance that could be acted on is `skipped`. An instance that the
 * provider does not list cannot be acted on, so it is `rejected`, unless the provider's own dry
 * run has passed it.
 */
export function settleDryRun(sorted: Sorted, preChecked: boolean): Outcome {
  const skipped = (instance: BatchInstance) => good(instance, 'skipped');
  const startable = sorted.toAct.map((instance) =>
    preChecked || !sorted.absent.has(instance.id) ? skipped(instance) : rejected(instance, notListed),
  );
  // A dry run looks once, so what it could not read is not known to be fit.
  const busy = sorted.busy.map((instance) =>
    instance.last?.code === 'Reveille.Unreadable' ? rejected(instance, instance.last) : skipped(instance),
  );
  return decided([...sorted.verdicts, ...startable, ...sorted.underWay.map(skipped), ...busy]);
}

const notListed = { code: 'Reveille.NotListed', message: 'the provider does not list this instance', requestId: null };

/**
 * When it is over nothing is sent: a 09:00 start that surfaces at 20:00 must not run. Without a
 * look, for a batch that never acts (a dry run).
 */
export function settleOver(batch: Batch, over: Over): Outcome {
  return decided(batch.instances.map((instance) => tooLate(instance, batch.job, over)));
}

/**
 * The one look when it is over: an instance in the wanted state has its verdict, an instance on its
 * way is confirmed later, and no action is sent any more.
 */
export function settleLastLook(batch: Batch, sorted: Sorted, over: Over, moment: Moment): Outcome {
  const late = [...sorted.toAct, ...sorted.busy].map((instance) => tooLate(instance, batch.job, over));
  return join(settleSorted(batch, { ...sorted, busy: [] }, moment), decided(late));
}

/**
 * The last look failed: instances that may have been acted on are confirmed later, the others end
 * with the failure of the look.
 */
export function settleLastLookFailed(batch: Batch, failure: Failure, over: Over, moment: Moment): Outcome {
  const { reached, untouched } = byActed(batch);
  const looked = reached.map((instance) => acceptedAt(instance, moment.now));
  const ended = untouched.map((instance) => tooLate({ ...instance, last: instance.last ?? problemOf(failure) }, batch.job, over));
  return join(confirmLater(batch, looked, moment), decided(ended));
}

/** The instances that an action of this job may have reached, and the others. */
function byActed({ instances }: Batch) {
  return {
    reached: instances.filter((instance) => instance.acted),
    untouched: instances.filter((instance) => !instance.acted),
  };
}

/**
 * The look itself failed, so nothing was acted on. A refusal ends what it concerns; after any
 * other failure the batch comes again: until the deadline before the action, until `confirmBy`
 * after it.
 */
export function settleUnobserved(batch: Batch, failure: Failure, moment: Moment): Outcome {
  if (batch.phase === 'confirm') return settleUnconfirmed(batch, failure, moment);
  const policy = policyOf(failure);
  if (policy.next === 'refuse' && policy.concerns === 'account') {
    // What may have been acted on is looked at again: the key may be put right before the deadline.
    const { reached, untouched } = byActed(batch);
    const again = reached.map((instance) => ({ ...instance, last: problemOf(failure) }));
    return join(actLater(batch, again, waitFor(failure), moment), settleAccount({ ...batch, instances: untouched }, failure));
  }
  if (policy.next === 'again') {
    const noted = batch.instances.map((instance) => ({ ...instance, last: problemOf(failure) }));
    return actLater(batch, noted, waitFor(failure), moment);
  }
  return decided(batch.instances.map((instance) => rejected(instance, failure)));
}

/**
 * The whole account failed (credentials, permission): every instance of the batch ends with that
 * code.
 */
export function settleAccount(batch: Batch, failure: Failure): Outcome {
  return { ...decided(batch.instances.map((instance) => rejected(instance, failure))), accountFailure: failure };
}
