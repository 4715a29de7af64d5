import { type Batch, type BatchInstance, problemOf } from '../batch.ts';
import { type Failure, policyOf } from '../failure.ts';
import { askedFor } from '../goal.ts';
import type { Moment } from '../moment.ts';
import { confirmLater, decided, join, type Outcome } from '../outcome.ts';
import type { ActAnswer, Permits, PermittedBefore, Port } from '../port.ts';
import { good, type InstanceVerdict } from '../verdict.ts';
import type { ProviderAction, RestartDeed } from '../vocabulary.ts';
import { actInParts } from './in-parts.ts';
import { type ActReply, acceptedAt, countedIn, settleAct } from './settle-act.ts';
import { settleForced } from './settle-forced.ts';

/** A batch, whom to ask for it, and when. */
export interface Step {
  readonly batch: Batch;
  readonly port: Port;
  readonly moment: Moment;
}

/**
 * What is asked for instances that all need the same. A restart asks for permits first. Without
 * one, an earlier delivery or another job may have acted. What was started is seen running now, and
 * what this job has rebooted is looked for, unless an earlier delivery has seen it back.
 */
export async function send(
  step: Step,
  instances: readonly BatchInstance[],
  { asked, absent }: { readonly asked: ProviderAction; readonly absent: ReadonlySet<string> },
): Promise<Outcome> {
  const { batch, port, moment } = step;
  const call = (some: readonly BatchInstance[]) => actInParts(batch, port, some, { absent, asked, force: false });
  if (batch.job.action !== 'restart') return settleAct(batch, instances, await call(instances), moment);
  const deed = asked === 'reboot' ? 'reboot' : 'start';
  const { reply, sent, denied } = await oncePermitted(port.permits, deed, instances, call);
  const carried = sent.map((instance): BatchInstance => (reply.calls.has(instance.id) ? { ...instance, did: deed } : instance));
  const isOver = ({ before }: { readonly before: PermittedBefore }) => !before.own || before.deed === 'start' || before.seen;
  const over = denied.filter(isOver);
  const rebooted = denied.filter((each) => !isOver(each)).map(({ instance }) => instance);
  return join(
    deed === 'reboot' ? settleReboot(step, carried, reply) : settleAct(batch, carried, reply, moment),
    decided(over.map(({ instance, before }) => afterDeed(instance, before))),
    lookFor(step, rebooted),
  );
}

/**
 * An instance that runs: it was started just now, or an earlier delivery has seen it come back from
 * its reboot. What another job has started or rebooted is that job's to look for.
 */
function afterDeed(instance: BatchInstance, { own, deed }: PermittedBefore): InstanceVerdict {
  if (own) return good({ ...instance, did: deed, acted: true }, 'confirmed');
  return good({ ...instance, did: undefined, acted: false }, 'already');
}

/**
 * A power cut for what is stuck. A forced reboot is sent once, however often this message comes.
 */
export async function sendForced({ batch, port, moment }: Step, toForce: readonly BatchInstance[]): Promise<Outcome> {
  const act = (instances: readonly BatchInstance[]) =>
    actInParts(batch, port, instances, { absent: new Set(), asked: askedFor(batch.job.action, { did: 'reboot' }), force: true });
  if (batch.job.action !== 'restart') return settleForced(batch, toForce, await act(toForce), moment);
  const { reply, sent, denied } = await oncePermitted(port.permits, 'force-reboot', toForce, act);
  // Whatever stands in the way, nothing is forced any more.
  const looked = denied.map(({ instance, before }): BatchInstance => {
    return { ...instance, forced: true, ...(before.own && { did: before.deed }) };
  });
  return join(settleForced(batch, sent, reply, moment), confirmLater(batch, looked, moment));
}

/**
 * After a soft reboot. It may be over within seconds, so an instance whose answer is not known is
 * looked for at once, and not after a round.
 */
function settleReboot(step: Step, sent: readonly BatchInstance[], reply: ActReply): Outcome {
  const { batch, moment } = step;
  const unknown = sent.filter(({ id }) => !isAccepted(reply, id) && !hadNoEffect(reply, id));
  const known = sent.filter((instance) => !unknown.includes(instance));
  const counted = unknown.map((instance): BatchInstance => {
    const failure = failureIn(reply, instance.id);
    return { ...countedIn(instance, reply), ...(failure !== null && { last: problemOf(failure) }) };
  });
  return join(known.length > 0 ? settleAct(batch, known, reply, moment) : decided([]), lookFor(step, counted));
}

function lookFor({ batch, moment }: Step, instances: readonly BatchInstance[]): Outcome {
  const looked = instances.map(
    (instance): BatchInstance => ({
      ...acceptedAt(instance, moment.now),
      did: 'reboot',
      unsure: true,
    }),
  );
  return confirmLater(batch, looked, moment);
}

/** What became of what may be sent once only. */
interface OncePermitted {
  readonly reply: ActReply;
  /** The instances that the reply is about. */
  readonly sent: readonly BatchInstance[];
  /** The instances without a permit, with what was permitted for them before. */
  readonly denied: readonly { readonly instance: BatchInstance; readonly before: PermittedBefore }[];
}

/**
 * Sends to the instances that have a permit. It is taken before the request leaves, so that a crash
 * in between costs a reboot and never sends two. That of a reboot is given back where the answer
 * says that nothing was done: then a later round may try again. That of a start stays: a second
 * delivery is refused because the first has started the machine, and it must not be rebooted now.
 */
async function oncePermitted(
  permits: Permits,
  deed: RestartDeed,
  instances: readonly BatchInstance[],
  act: (instances: readonly BatchInstance[]) => Promise<ActReply>,
): Promise<OncePermitted> {
  const ids = instances.map(({ id }) => id);
  const refused = await permits.permit(ids, deed);
  const sent = instances.filter(({ id }) => !refused.has(id));
  const denied = instances.flatMap((instance) => {
    const before = refused.get(instance.id);
    return before === undefined ? [] : [{ instance, before }];
  });
  if (sent.length === 0) return { reply: { answers: new Map(), calls: new Map() }, sent, denied };
  const reply = await act(sent);
  const undone = sent.map(({ id }) => id).filter((id) => hadNoEffect(reply, id));
  if (undone.length > 0 && deed !== 'start') await permits.withdraw(undone, deed);
  return { reply, sent, denied };
}

function isAccepted(reply: ActReply, id: string): boolean {
  return 'answers' in reply && reply.answers.get(id)?.result === 'accepted';
}

function hadNoEffect(reply: ActReply, id: string): boolean {
  const failure = failureIn(reply, id);
  if (failure !== null) return !policyOf(failure).mayHaveActed;
  return 'answers' in reply && reply.answers.get(id)?.result === 'notSent';
}

function failureIn(reply: ActReply, id: string): Failure | null {
  if ('refusal' in reply) return reply.refusal;
  const answer: ActAnswer | undefined = reply.answers.get(id);
  return answer?.result === 'failed' ? answer.failure : null;
}
