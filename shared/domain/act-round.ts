import type { Batch, BatchInstance } from './batch.ts';
import { type Failure, policyOf } from './failure.ts';
import { actLater, confirmLater, decided, join, type Moment, type Outcome } from './outcome.ts';
import { acceptedAt } from './settle-act.ts';
import type { Sorted } from './sort-observed.ts';
import { good, overdue, rejected } from './verdict.ts';

/** Past the deadline nothing is sent: a 09:00 start that surfaces at 20:00 must not run. */
export function settleOverdue(batch: Batch, { deadline }: Moment): Outcome {
  return decided(batch.instances.map((instance) => overdue(instance, batch.job.action, deadline)));
}

/**
 * A batch that was handed out before: that delivery was cut off, and may have acted on any of the instances before it was. A dry run
 * does nothing.
 */
export function handedOutBefore(batch: Batch): Batch {
  if (batch.phase === 'confirm' || batch.options.dryRun) return batch;
  return { ...batch, instances: batch.instances.map((instance) => ({ ...instance, acted: true })) };
}

/** Whether the action may have reached an instance without anybody knowing: then even past the deadline it is looked at once more. */
export function mayHaveReached(batch: Batch): boolean {
  return batch.instances.some((instance) => instance.acted);
}

/** That last look: what is where it should be has its verdict, what is on its way is confirmed later, and nothing is sent any more. */
export function settleLastLook(batch: Batch, sorted: Sorted, moment: Moment): Outcome {
  const late = [...sorted.toAct, ...sorted.busy].map((instance) => overdue(instance, batch.job.action, moment.deadline));
  return join(settleSorted(batch, { ...sorted, busy: [] }, moment), decided(late));
}

/** When even that look failed: what may have been reached is looked at for as long as any instance is, the rest ends. */
export function settleLastLookFailed(batch: Batch, moment: Moment): Outcome {
  const reached = batch.instances.filter((instance) => instance.acted);
  const rest = batch.instances.filter((instance) => !instance.acted);
  return join(
    confirmLater(
      batch,
      reached.map((instance) => acceptedAt(instance, moment.now)),
      moment,
    ),
    decided(rest.map((instance) => overdue(instance, batch.job.action, moment.deadline))),
  );
}

/** What a look alone decides, whatever is sent: verdicts, instances to confirm, instances to come back to. */
export function settleSorted(batch: Batch, sorted: Sorted, moment: Moment): Outcome {
  const underWay = sorted.underWay.map((instance) => acceptedAt(instance, moment.now));
  return join(decided(sorted.verdicts), confirmLater(batch, underWay, moment), actLater(batch, sorted.busy, 0, moment));
}

/**
 * In AllTogether mode a busy instance delays the whole batch, so that it is all or none. Returns what to act on now and what waits.
 */
export function holdTogether(batch: Batch, sorted: Sorted): Sorted {
  if (batch.options.batchMode !== 'AllTogether' || sorted.busy.length === 0) return sorted;
  const waiting = sorted.toAct.map((instance) => ({ ...instance, last: instance.last ?? waitsForOthers }));
  return { ...sorted, toAct: [], busy: [...sorted.busy, ...waiting] };
}

const waitsForOthers = {
  code: 'Reveille.Busy',
  message: 'waits for a busy instance of its batch: AllTogether means all or none',
  requestId: null,
};

/**
 * Whether a refusal of the provider's dry run stops the batch. With SuccessFirst one about an instance does not: the rows of the
 * real call say which one it is (seed 000). A dry-run job has no real call, so there every refusal counts.
 */
export function preCheckStops(batch: Batch, refusal: Failure): boolean {
  return batch.options.batchMode === 'AllTogether' || batch.options.dryRun || policyOf(refusal).concerns !== 'instance';
}

/**
 * The end of a dry-run job: what could be acted on is `skipped`. An instance nobody lists is `rejected` unless the provider's own dry
 * run has passed it: it must not look as if it could.
 */
export function settleDryRun(sorted: Sorted, preChecked: boolean): Outcome {
  const skipped = (instance: BatchInstance) => good(instance, 'skipped');
  const startable = sorted.toAct.map((instance) =>
    preChecked || !sorted.absent.has(instance.id) ? skipped(instance) : rejected(instance, notListed),
  );
  return decided([...sorted.verdicts, ...startable, ...sorted.underWay.map(skipped), ...sorted.busy.map(skipped)]);
}

const notListed = { code: 'Reveille.NotListed', message: 'the provider does not list this instance', requestId: null };
