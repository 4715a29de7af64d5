import type { Batch, BatchInstance } from './batch.ts';
import { type Failure, waitFor } from './failure.ts';
import { actLater, confirmBy, confirmLater, decided, join, type Moment, type Outcome } from './outcome.ts';
import { good, type InstanceVerdict, rejected } from './verdict.ts';
import type { Observation } from './vocabulary.ts';

/** An instance reads stopped for a while after some providers accept a start: so long it is given. */
const graceMs = 60_000;
/** Two looks at a stopped instance must lie so far apart. */
const betweenLooksMs = 30_000;

/**
 * One look after the start. Only `running` is success; an instance that fell back to stopped is started once more at most, and one
 * that somebody is stopping is never fought over. Whoever is not seen running by `confirmBy` is `rejected`.
 */
export function settleConfirm(batch: Batch, seen: ReadonlyMap<string, Observation>, moment: Moment): Outcome {
  const verdicts: InstanceVerdict[] = [];
  const lookAgain: BatchInstance[] = [];
  const startAgain: BatchInstance[] = [];
  for (const instance of batch.instances) {
    const step = confirmStep(batch, instance, seen.get(instance.id), moment);
    if ('verdict' in step) verdicts.push(step);
    else if (step.next === 'look') lookAgain.push(step.instance);
    else startAgain.push(step.instance);
  }
  const restart = actLater({ ...batch, attempt: 0 }, startAgain, 0, moment);
  return join(decided(verdicts), restart, confirmLater(batch, lookAgain, moment));
}

/** A look that failed: again until `confirmBy`, then `rejected`, since nobody saw the instance run. */
export function settleUnconfirmed(batch: Batch, failure: Failure, moment: Moment): Outcome {
  const verdicts: InstanceVerdict[] = [];
  const lookAgain: BatchInstance[] = [];
  for (const instance of batch.instances) {
    if (moment.now < confirmBy(batch, instance)) lookAgain.push(instance);
    else
      verdicts.push(
        notConfirmed(batch, instance, `could not be looked at: ${failure.code} ${failure.message}`, failure.requestId),
      );
  }
  return join(decided(verdicts), confirmLater(batch, lookAgain, moment, waitFor(failure)));
}

type Step = InstanceVerdict | { readonly next: 'look' | 'start'; readonly instance: BatchInstance };

function confirmStep(batch: Batch, instance: BatchInstance, observation: Observation | undefined, moment: Moment): Step {
  if (observation === undefined) return patience(batch, instance, 'the provider does not list it', moment);
  const { state, raw } = observation;
  switch (state) {
    case 'running':
      return good(instance, 'confirmed');
    case 'stopping':
      return reject(instance, 'Reveille.StoppedByOthers', `state is ${raw}: somebody stopped it after its start`);
    case 'locked':
      return reject(instance, 'Reveille.Locked', `state is ${raw} after its start was accepted`);
    case 'stopped':
      return stoppedStep(batch, instance, observation, moment);
    case 'starting':
    case 'busy':
    case 'unknown':
      return patience(batch, { ...instance, stoppedAt: null }, `state is still ${raw}`, moment);
  }
}

function stoppedStep(batch: Batch, instance: BatchInstance, observation: Observation, moment: Moment): Step {
  const stoppedAt = instance.stoppedAt ?? new Date(moment.now).toISOString();
  const longEnough =
    moment.now - Date.parse(stoppedAt) >= betweenLooksMs && moment.now - Date.parse(instance.acceptedAt ?? stoppedAt) >= graceMs;
  if (!longEnough && !observation.lastOperationFailed) {
    return patience(batch, { ...instance, stoppedAt }, `state is ${observation.raw}`, moment);
  }
  const problem = {
    code: 'Reveille.FellBack',
    message: `its start was accepted, then it fell back to ${observation.raw}`,
    requestId: instance.last?.requestId ?? null,
  };
  if (instance.restarts > 0 || moment.now >= moment.deadline) return rejected(instance, problem);
  return { next: 'start', instance: { ...instance, restarts: instance.restarts + 1, stoppedAt: null, last: problem } };
}

function patience(batch: Batch, instance: BatchInstance, what: string, { now }: Moment): Step {
  return now < confirmBy(batch, instance) ? { next: 'look', instance } : notConfirmed(batch, instance, what, null);
}

function notConfirmed(batch: Batch, instance: BatchInstance, what: string, requestId: string | null): InstanceVerdict {
  const minutes = Math.round(batch.options.confirmWithinMs / 60_000);
  return rejected(instance, {
    code: 'Reveille.NotConfirmed',
    message: `not seen running within ${minutes} min: ${what}`,
    requestId,
  });
}

function reject(instance: BatchInstance, code: string, message: string): InstanceVerdict {
  return rejected(instance, { code, message, requestId: null });
}
