import type { Batch, BatchInstance, WorkMessage } from '../batch.ts';
import type { Failure } from '../failure.ts';
import { goals } from '../goal.ts';
import { handOn } from '../hand-on.ts';
import { type Delivery, type Moment, momentOf, type Setting } from '../moment.ts';
import { join, nothing, type Outcome } from '../outcome.ts';
import type { Over, Port } from '../port.ts';
import { type Observation, type ProviderAction, providerActions } from '../vocabulary.ts';
import { asAnswers, observeInParts, preCheckInParts } from './in-parts.ts';
import { type Step, send, sendForced } from './send.ts';
import { settleAct, unsent } from './settle-act.ts';
import { settleConfirm } from './settle-confirm.ts';
import { findStep } from './settle-find.ts';
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
 *                                 act        accepted: confirm; refused: rejected, or act; no
 *                                            answer: act
 *  confirm  always                observe    there: confirmed; fell back: act once, then rejected,
 *                                            or act slowly, where it was stopped without charge;
 *                                            undone by others: rejected, or act where nothing of
 *                                            this job had reached it; not there in time: rejected
 *           a stop is stuck       act forced confirm
 *
 * A call that is refused because of one instance is made again at once for parts of the batch
 * (in-parts.ts), unless the batch is AllTogether; a look before the action and a dry run as well.
 *
 * "There" is the goal of the action. "Over" is past the deadline, and for a letter sent back and a
 * restart also when its schedule wants the opposite by now. Instead of `expired` it says `rejected`
 * where the provider has answered, and `skipped` after the hours of a restart, also for what is
 * fallen back or undone then. Other failed looks: the same state, or rejected.
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
  const momentNow = () => momentOf(message, delivery, setting);
  const moment = momentNow();
  const work = delivery.redelivered ? handedOutBefore(message) : message;
  const outcome = await (work.phase === 'find'
    ? findStep(work, port, moment, setting)
    : batchStep(work, port, moment, momentNow));
  return join(outcome, handOn(work, outcome, moment));
}

async function batchStep(batch: Batch, port: Port | Failure, moment: Moment, momentNow: () => Moment): Promise<Outcome> {
  const overIn = (at: Moment) => (batch.phase === 'act' ? at.over : null);
  const over = overIn(moment);
  if (over !== null && batch.options.dryRun) return settleOver(batch, over);
  if ('kind' in port) return settleAccount(batch, port);
  const look = await observeInParts(batch, port);
  const unseen = (part: Batch, failure: Failure): Outcome =>
    over === null ? settleUnobserved(part, failure, moment) : settleLastLookFailed(part, failure, over, moment);
  if ('failure' in look) return unseen(batch, look.failure);
  const { values, refused } = look;
  const partOf = (failure: Failure | undefined): Batch => {
    return { ...batch, instances: batch.instances.filter(({ id }) => refused.get(id) === failure) };
  };
  const failed = [...new Set(refused.values())].map((failure) => unseen(partOf(failure), failure));
  const seen = partOf(undefined);
  if (seen.instances.length === 0) return join(...failed);
  // A look may take seconds, and the deadline or the hours of a restart may end meanwhile.
  const overBy = over ?? (batch.options.dryRun ? null : overIn(momentNow()));
  return join(await seenStep({ batch: seen, port, moment }, values, overBy), ...failed);
}

/** After the look: what it decides, and the action for what it leaves. */
async function seenStep(step: Step, seen: ReadonlyMap<string, Observation>, over: Over | null): Promise<Outcome> {
  const { batch, port, moment } = step;
  if (batch.phase === 'confirm') {
    const { outcome, toForce } = settleConfirm(batch, seen, moment);
    if (toForce.length === 0) return outcome;
    return join(outcome, await sendForced(step, toForce));
  }
  const sorted = sortObserved(batch, seen, port.absentMeans);
  return over === null ? actStep(step, sorted, seen) : settleLastLook(batch, sorted, over, moment);
}

/**
 * After the first look: the pre-check, if the provider has one, then the action for the rest. A
 * restart asks for two things: it starts some instances and reboots others.
 */
async function actStep(step: Step, observed: Sorted, seen: ReadonlyMap<string, Observation>): Promise<Outcome> {
  const { batch, port, moment } = step;
  const { dryRun } = batch.options;
  const sorted = dryRun ? observed : holdTogether(batch, observed);
  const { action } = batch.job;
  const byAsked = Map.groupBy(sorted.toAct, ({ id }): ProviderAction => {
    if (action !== 'restart') return action;
    return seen.get(id)?.state === goals.reboot.reached ? 'reboot' : 'start';
  });
  const checks: Checked[] = [];
  for (const asked of providerActions) {
    const toAct = byAsked.get(asked) ?? [];
    if (toAct.length > 0) checks.push(await preCheck(step, { ...sorted, toAct }, asked));
  }
  const refused = join(...checks.map((check) => check.refused));
  const toAct = checks.flatMap(({ passed }) => passed);
  if (dryRun) return join(settleDryRun({ ...sorted, toAct }, port.preCheck !== null), refused);
  const acted: Outcome[] = [];
  // Reboots come last in `providerActions`: when the permits of a later call fail, this step is
  // lost. An accepted start shows in the next look, but an accepted reboot may be over by then.
  for (const { asked, passed } of checks)
    if (passed.length > 0) acted.push(await send(step, passed, { asked, absent: sorted.absent }));
  return join(settleSorted(batch, sorted, moment), refused, ...acted);
}

type Checked = { readonly asked: ProviderAction; readonly passed: readonly BatchInstance[]; readonly refused: Outcome };

async function preCheck({ batch, port, moment }: Step, { toAct, absent }: Sorted, asked: ProviderAction): Promise<Checked> {
  if (port.preCheck === null) return { asked, passed: toAct, refused: nothing };
  const check = await preCheckInParts(batch, port.preCheck, toAct, { absent, asked });
  if ('failure' in check)
    return { asked, passed: [], refused: settleAct(batch, toAct, unsent({ refusal: check.failure }), moment) };
  const refused = toAct.filter(({ id }) => check.refused.has(id));
  const reply = unsent({ answers: asAnswers(check.refused) });
  return { asked, passed: toAct.filter(({ id }) => !check.refused.has(id)), refused: settleAct(batch, refused, reply, moment) };
}
