import type { Batch } from './batch.ts';
import { type Failure, policyOf, waitFor } from './failure.ts';
import { actLater, decided, type Moment, type Outcome } from './outcome.ts';
import { settleUnconfirmed } from './settle-confirm.ts';
import { takeApart } from './take-apart.ts';
import { rejected } from './verdict.ts';

const noneAbsent: ReadonlySet<string> = new Set();

/**
 * The look itself failed, so nothing was acted on. A refusal ends what it concerns; anything else is tried again, until the
 * deadline for a start and until `confirmBy` for a look after it.
 */
export function settleUnobserved(batch: Batch, failure: Failure, moment: Moment): Outcome {
  const policy = policyOf(failure);
  const { code, message, requestId } = failure;
  if (policy.next === 'refuse' && policy.concerns === 'account') return settleAccount(batch, failure);
  if (batch.phase === 'confirm') return settleUnconfirmed(batch, failure, moment);
  if (policy.next === 'again') {
    const noted = batch.instances.map((instance) => ({ ...instance, last: { code, message, requestId } }));
    return actLater(batch, noted, waitFor(failure), moment);
  }
  if (policy.concerns === 'instance' && batch.instances.length > 1)
    return takeApart(batch, batch.instances, failure, noneAbsent, moment);
  return decided(batch.instances.map((instance) => rejected(instance, failure)));
}

/** The whole account failed (credentials, permission): every instance of the batch ends with that code. */
export function settleAccount(batch: Batch, failure: Failure): Outcome {
  return { ...decided(batch.instances.map((instance) => rejected(instance, failure))), accountFailure: failure };
}
