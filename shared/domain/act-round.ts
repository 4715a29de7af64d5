import type { Batch, BatchInstance } from './batch.ts';
import { type Failure, policyOf } from './failure.ts';
import { actLater, confirmLater, decided, join, type Moment, type Outcome } from './outcome.ts';
import { acceptedAt } from './settle-start.ts';
import type { Sorted } from './sort-observed.ts';
import { good, overdue, rejected } from './verdict.ts';

/** Past the deadline nothing is started: a 09:00 start that surfaces at 20:00 must not run. */
export function settleOverdue(batch: Batch, { deadline }: Moment): Outcome {
  return decided(batch.instances.map((instance) => overdue(instance, deadline)));
}

/**
 * A batch that was handed out before: that delivery was cut off, and may have started any of the instances before it was. A dry run
 * starts nothing.
 */
export function handedOutBefore(batch: Batch): Batch {
  if (batch.phase === 'confirm' || batch.options.dryRun) return batch;
  return { ...batch, instances: batch.instances.map((instance) => ({ ...instance, acted: true })) };
}

/** Whether a start may have reached an instance without anybody knowing: then even past the deadline it is looked at once more. */
export function mayHaveStarted(batch: Batch): boolean {
  return batch.instances.some((instance) => instance.acted);
}

/** That last look: what runs has its verdict, what is starting is confirmed later, and nothing else is started any more. */
export function settleLastLook(batch: Batch, sorted: Sorted, moment: Moment): Outcome {
  const late = [...sorted.toStart, ...sorted.busy].map((instance) => overdue(instance, moment.deadline));
  return join(settleSorted(batch, { ...sorted, busy: [] }, moment), decided(late));
}

/** When even that look failed: what may have started is looked at for as long as any start is, the rest ends. */
export function settleLastLookFailed(batch: Batch, moment: Moment): Outcome {
  const started = batch.instances.filter((instance) => instance.acted);
  const rest = batch.instances.filter((instance) => !instance.acted);
  return join(
    confirmLater(
      batch,
      started.map((instance) => acceptedAt(instance, moment.now)),
      moment,
    ),
    decided(rest.map((instance) => overdue(instance, moment.deadline))),
  );
}

/** What a look alone decides, start or no start: verdicts, instances to confirm, instances to come back to. */
export function settleSorted(batch: Batch, sorted: Sorted, moment: Moment): Outcome {
  const underWay = sorted.starting.map((instance) => acceptedAt(instance, moment.now));
  return join(decided(sorted.verdicts), confirmLater(batch, underWay, moment), actLater(batch, sorted.busy, 0, moment));
}

/**
 * In AllTogether mode a busy instance delays the whole batch, so that all start or none. Returns what to start now and what waits.
 */
export function holdTogether(batch: Batch, sorted: Sorted): Sorted {
  if (batch.options.batchMode !== 'AllTogether' || sorted.busy.length === 0) return sorted;
  const waiting = sorted.toStart.map((instance) => ({ ...instance, last: instance.last ?? waitsForOthers }));
  return { ...sorted, toStart: [], busy: [...sorted.busy, ...waiting] };
}

const waitsForOthers = {
  code: 'Reveille.Busy',
  message: 'waits for a busy instance of its batch: AllTogether starts all or none',
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
 * The end of a dry-run job: what could start is `skipped`. An instance nobody lists is `rejected` unless the provider's own dry
 * run has passed it: it must not look as if it could start.
 */
export function settleDryRun(sorted: Sorted, preChecked: boolean): Outcome {
  const skipped = (instance: BatchInstance) => good(instance, 'skipped');
  const startable = sorted.toStart.map((instance) =>
    preChecked || !sorted.absent.has(instance.id) ? skipped(instance) : rejected(instance, notListed),
  );
  return decided([...sorted.verdicts, ...startable, ...sorted.starting.map(skipped), ...sorted.busy.map(skipped)]);
}

const notListed = { code: 'Reveille.NotListed', message: 'the provider does not list this instance', requestId: null };
