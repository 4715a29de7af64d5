import type { Batch, BatchInstance } from '../batch.ts';
import { policyOf } from '../failure.ts';
import { isReboot } from '../goal.ts';
import type { Moment } from '../moment.ts';
import { confirmLater, join, type Outcome } from '../outcome.ts';
import type { ActAnswer, Permits, Port, RebootKind } from '../port.ts';
import { actInParts } from './in-parts.ts';
import { type ActReply, acceptedAt, settleAct } from './settle-act.ts';
import { settleForced } from './settle-forced.ts';

/** A batch, whom to ask for it, and when. */
export interface Step {
  readonly batch: Batch;
  readonly port: Port;
  readonly moment: Moment;
}

/** The action for instances that are all to be started, or stopped, or rebooted. */
export async function send(
  { batch, port, moment }: Step,
  instances: readonly BatchInstance[],
  absent: ReadonlySet<string>,
): Promise<Outcome> {
  const call = (some: readonly BatchInstance[]) => actInParts(batch, port, some, { absent, force: false });
  if (!instances.every(({ did }) => isReboot(did))) return settleAct(batch, instances, await call(instances), moment);
  const { reply, sent, denied } = await oncePermitted(port.permits, 'reboot', instances, call);
  // An earlier delivery may have sent the reboot, and nobody knows its answer: it is looked for.
  const looked = denied.map((instance) => acceptedAt(instance, moment.now));
  return join(settleAct(batch, sent, reply, moment), confirmLater(batch, looked, moment));
}

/** A power cut for what is stuck. A forced reboot is sent once, however often this message comes. */
export async function sendForced({ batch, port, moment }: Step, toForce: readonly BatchInstance[]): Promise<Outcome> {
  const act = (instances: readonly BatchInstance[]) => actInParts(batch, port, instances, { absent: new Set(), force: true });
  if (batch.job.action !== 'restart') return settleForced(batch, toForce, await act(toForce), moment);
  const { reply, sent, denied } = await oncePermitted(port.permits, 'force-reboot', toForce, act);
  const looked = denied.map((instance): BatchInstance => ({ ...instance, forced: true, did: 'force-reboot' }));
  return join(settleForced(batch, sent, reply, moment), confirmLater(batch, looked, moment));
}

/** What became of reboots that may be sent once only. */
interface OncePermitted {
  readonly reply: ActReply;
  /** The instances that the reply is about. */
  readonly sent: readonly BatchInstance[];
  /** The instances that were rebooted within their cooldown, perhaps by an earlier delivery. */
  readonly denied: readonly BatchInstance[];
}

/**
 * Reboots the instances that are permitted. A permit is taken before the request leaves, so that a
 * crash in between costs a reboot and never sends two. It is given back where the answer says that
 * nothing was done: then a later round may try again.
 */
async function oncePermitted(
  permits: Permits,
  kind: RebootKind,
  instances: readonly BatchInstance[],
  act: (instances: readonly BatchInstance[]) => Promise<ActReply>,
): Promise<OncePermitted> {
  const ids = instances.map(({ id }) => id);
  const permitted = await permits.permit(ids, kind);
  const sent = instances.filter(({ id }) => permitted.has(id));
  const denied = instances.filter(({ id }) => !permitted.has(id));
  if (sent.length === 0) return { reply: { answers: new Map(), calls: new Map() }, sent, denied };
  const reply = await act(sent);
  const undone = sent.map(({ id }) => id).filter((id) => hadNoEffect(reply, id));
  if (undone.length > 0) await permits.withdraw(undone, kind);
  return { reply, sent, denied };
}

function hadNoEffect(reply: ActReply, id: string): boolean {
  if ('refusal' in reply) return !policyOf(reply.refusal).mayHaveActed;
  const answer: ActAnswer | undefined = reply.answers.get(id);
  if (answer === undefined || answer.result === 'accepted') return false;
  return answer.result === 'notSent' || !policyOf(answer.failure).mayHaveActed;
}
