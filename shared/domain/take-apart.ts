import type { Batch, BatchInstance } from './batch.ts';
import type { Failure } from './failure.ts';
import { policyOf, waitFor } from './failure.ts';
import { actLater, actNow, join, type Moment, type Outcome } from './outcome.ts';

/**
 * One instance made a provider refuse a whole call and the answer does not say which. When the state was to blame, looking again
 * may drop it, so the first time the batch stays whole. Otherwise it is taken apart: instances the provider does not list from
 * those it does, else in halves. One offender among 100 so costs at most 1 + 2·log2(100) starts.
 */
export function takeApart(
  batch: Batch,
  carried: readonly BatchInstance[],
  failure: Failure,
  absent: ReadonlySet<string>,
  moment: Moment,
): Outcome {
  const policy = policyOf(failure);
  const { code, message, requestId } = failure;
  if (policy.next === 'refuse') return join(...parts(carried, absent).map((part) => actNow(batch, part, moment)));
  const again = carried.every((instance) => instance.retries > 0);
  const noted = carried.map((instance) => ({
    ...instance,
    retries: Math.max(1, instance.retries),
    last: { code, message, requestId },
  }));
  const groups = again ? parts(noted, absent) : [noted];
  return join(...groups.map((part) => actLater(batch, part, waitFor(failure), moment)));
}

function parts(instances: readonly BatchInstance[], absent: ReadonlySet<string>): BatchInstance[][] {
  const missing = instances.filter((instance) => absent.has(instance.id));
  const listed = instances.filter((instance) => !absent.has(instance.id));
  if (missing.length > 0 && listed.length > 0) return [listed, missing];
  const middle = Math.ceil(instances.length / 2);
  return [instances.slice(0, middle), instances.slice(middle)];
}
