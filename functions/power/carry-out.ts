import {
  handedOutBefore,
  mayHaveReached,
  settleLastLook,
  settleLastLookFailed,
  settleOverdue,
} from '../../shared/domain/act-round.ts';
import { type Batch, deadlineOf, type Find, type WorkMessage } from '../../shared/domain/batch.ts';
import { join, type Moment, type Outcome } from '../../shared/domain/outcome.ts';
import { settleConfirm } from '../../shared/domain/settle-confirm.ts';
import { settleFindFailed, settleFindOverdue } from '../../shared/domain/settle-find.ts';
import { settleForced } from '../../shared/domain/settle-forced.ts';
import { settleAccount, settleUnobserved } from '../../shared/domain/settle-unobserved.ts';
import { sortObserved } from '../../shared/domain/sort-observed.ts';
import type { Observation } from '../../shared/domain/vocabulary.ts';
import { ProviderFailure } from '../../shared/providers/provider.ts';
import { actRound, callAct } from './act-round.ts';
import { findInstances } from './find-instances.ts';
import { type CarryOutDeps, failureAsValue, type Step, stepOf } from './step.ts';

/** How SQS delivered the message: when it was sent (epoch ms), and whether an earlier delivery may already have acted. */
export interface Delivery {
  readonly sentAt: number;
  readonly redelivered: boolean;
}

/**
 * One step of a message: look, and act if something is to be done. Calls the provider, decides nothing itself, sends nothing: the outcome says
 * what follows. Throws only for what is not the provider's doing (Secrets Manager out of reach), so that SQS delivers the message again.
 */
export async function carryOut(
  received: WorkMessage,
  delivery: Delivery,
  deps: CarryOutDeps,
  signal: AbortSignal,
): Promise<Outcome> {
  const moment: Moment = { now: deps.now(), random: deps.random, deadline: deadlineOf(received, delivery.sentAt) };
  if (received.phase === 'find') return carryOutFind(received, moment, deps, signal);
  const batch = delivery.redelivered ? handedOutBefore(received) : received;
  const isOverdue = batch.phase === 'act' && moment.now >= moment.deadline;
  if (isOverdue && !mayHaveReached(batch)) return settleOverdue(batch, moment);
  const step = stepOf(batch, moment, deps, signal);
  if ('code' in step) return settleAccount(batch, step);
  const ids = batch.instances.map((instance) => instance.id);
  const seen = await failureAsValue(step, (context) => deps.provider.observe(ids, context));
  if (seen instanceof ProviderFailure)
    return isOverdue ? settleLastLookFailed(batch, moment) : settleUnobserved(batch, seen.failure, moment);
  if (batch.phase === 'confirm') return confirm(step, seen);
  return isOverdue ? settleLastLook(batch, sortObserved(batch, seen, deps.provider.absentMeans), moment) : actRound(step, seen);
}

/** A find touches nothing, so nothing has to be looked at when it comes too late or twice. */
async function carryOutFind(find: Find, moment: Moment, deps: CarryOutDeps, signal: AbortSignal): Promise<Outcome> {
  if (moment.now >= moment.deadline) return settleFindOverdue(find, moment);
  const step = stepOf(find, moment, deps, signal);
  return 'code' in step ? settleFindFailed(find, step, moment) : findInstances(step, deps.now);
}

async function confirm(step: Step<Batch>, seen: ReadonlyMap<string, Observation>): Promise<Outcome> {
  const { message: batch, moment } = step;
  const { outcome, toForce } = settleConfirm(batch, seen, moment);
  if (toForce.length === 0) return outcome;
  return join(outcome, settleForced(batch, toForce, await callAct(step, toForce, true), moment));
}
