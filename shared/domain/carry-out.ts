import type { Batch, BatchInstance, WorkMessage } from './batch.ts';
import { actOptionsOf } from './batch-options.ts';
import type { Failure } from './failure.ts';
import { handOn } from './hand-on.ts';
import { type Delivery, type Moment, momentOf, type Setting } from './moment.ts';
import { join, nothing, type Outcome } from './outcome.ts';
import type { Port } from './port.ts';
import { type ActReply, preCheckStops, settleAct } from './settle-act.ts';
import { settleConfirm } from './settle-confirm.ts';
import { findStep } from './settle-find.ts';
import { settleForced } from './settle-forced.ts';
import {
  handedOutBefore,
  settleAccount,
  settleDryRun,
  settleLastLook,
  settleLastLookFailed,
  settleOver,
  settleSorted,
  settleUnobserved,
} from './settle-look.ts';
import { holdTogether, type Sorted, sortObserved } from './sort-observed.ts';

/*
 * The states of a message on a work queue. Each delivery is one step: look, decide, perhaps act.
 *
 *  a selection             ids of a job, or a letter sent back
 *       ▼                             ▼
 *  ┌──────────┐    batches       ┌─────────┐   accepted, or under way    ┌───────────┐
 *  │   find   │ ───────────────▶ │   act   │ ──────────────────────────▶ │  confirm  │
 *  │          │                  │         │ ◀────────────────────────── │           │
 *  └──────────┘                  └─────────┘   fell back, once           └───────────┘
 *   ↻ more pages                  ↻ busy, or refused for now              ↻ not there yet
 *       ▼                             ▼                                       ▼
 *   rejected, expired             already, skipped, confirmed,            confirmed, rejected
 *                                 rejected, expired
 *
 *  state    when                  calls      what follows for an instance
 *  find     always                find       pages left: find; list at its end: act; no match or
 *                                            too many: rejected; list failed: find, or rejected;
 *                                            over and list failed: expired
 *  act      over                  observe    there: already, or confirmed if this job acted;
 *                                            under way: confirm; else: expired, or rejected; look
 *                                            failed: expired, or confirm if this job acted
 *           in time               observe    there: already, or confirmed if this job acted;
 *                                            under way: confirm; busy: act; locked: rejected
 *           not there yet         preCheck   refused: rejected, or act; in a dry run: skipped
 *                                 act        accepted: confirm; refused: rejected, or act; one of
 *                                            many to blame: act, in parts; no answer: act
 *  confirm  always                observe    there: confirmed; fell back: act once, then rejected;
 *                                            undone by others, or not there in time: rejected
 *           a stop is stuck       act forced confirm
 *
 * "There" is the goal of the action. "Over" is past the deadline, and for a letter sent back also
 * when its schedule wants the opposite by now. Instead of `expired` it says `rejected` where the provider has answered.
 * Other failed looks: the same state, or rejected.
 */

/**
 * One step of a message. Sends nothing: the outcome says what follows. `port` is a failure when
 * this deployment does not have the message's account. Throws only what the port throws.
 */
export async function carryOut(
  message: WorkMessage,
  delivery: Delivery,
  port: Port | Failure,
  setting: Setting,
): Promise<Outcome> {
  const moment = momentOf(message, delivery, setting);
  const work = delivery.redelivered ? handedOutBefore(message) : message;
  const outcome = await (work.phase === 'find' ? findStep(work, port, moment, setting) : batchStep(work, port, moment));
  return join(outcome, handOn(work, outcome, moment));
}

async function batchStep(batch: Batch, port: Port | Failure, moment: Moment): Promise<Outcome> {
  const over = batch.phase === 'act' ? moment.over : null;
  if (over !== null && batch.options.dryRun) return settleOver(batch, over);
  if ('kind' in port) return settleAccount(batch, port);
  const look = await port.observe(idsOf(batch.instances));
  if ('failure' in look)
    return over === null
      ? settleUnobserved(batch, look.failure, moment)
      : settleLastLookFailed(batch, look.failure, over, moment);
  const step = { batch, port, moment };
  if (batch.phase === 'confirm') {
    const { outcome, toForce } = settleConfirm(batch, look.value, moment);
    return toForce.length === 0 ? outcome : join(outcome, settleForced(batch, toForce, await act(step, toForce, true), moment));
  }
  const sorted = sortObserved(batch, look.value, port.absentMeans);
  return over === null ? actStep(step, sorted) : settleLastLook(batch, sorted, over, moment);
}

interface Step {
  readonly batch: Batch;
  readonly port: Port;
  readonly moment: Moment;
}

/** After the first look: the pre-check, if the provider has one, then one call for the rest. */
async function actStep(step: Step, observed: Sorted): Promise<Outcome> {
  const { batch, port, moment } = step;
  const { dryRun } = batch.options;
  const sorted = dryRun ? observed : holdTogether(batch, observed);
  const { passed, refused } = await preCheck(step, sorted);
  if (dryRun) return join(settleDryRun({ ...sorted, toAct: passed }, port.preCheck !== null), refused);
  const rest = join(settleSorted(batch, sorted, moment), refused);
  if (passed.length === 0) return rest;
  return join(rest, settleAct(batch, passed, sorted.absent, await act(step, passed, false), moment));
}

type Checked = { readonly passed: readonly BatchInstance[]; readonly refused: Outcome };

async function preCheck({ batch, port, moment }: Step, { toAct, absent }: Sorted): Promise<Checked> {
  if (port.preCheck === null || toAct.length === 0) return { passed: toAct, refused: nothing };
  const check = await port.preCheck(idsOf(toAct), actOptionsOf(batch.options, toAct, false));
  const refuse = (instances: readonly BatchInstance[], refusal: Failure) =>
    settleAct(batch, instances, absent, { refusal, sent: false }, moment);
  if ('failure' in check) {
    const stops = preCheckStops(batch, check.failure);
    return stops ? { passed: [], refused: refuse(toAct, check.failure) } : { passed: toAct, refused: nothing };
  }
  const singly = toAct.flatMap((instance) => {
    const refusal = check.value.get(instance.id);
    return refusal === undefined ? [] : [refuse([instance], refusal)];
  });
  return { passed: toAct.filter(({ id }) => !check.value.has(id)), refused: join(...singly) };
}

async function act({ batch, port }: Step, instances: readonly BatchInstance[], force: boolean): Promise<ActReply> {
  const answer = await port.act(idsOf(instances), actOptionsOf(batch.options, instances, force));
  return 'failure' in answer ? { refusal: answer.failure, sent: true } : { answers: answer.value };
}

const idsOf = (instances: readonly BatchInstance[]): string[] => instances.map(({ id }) => id);
