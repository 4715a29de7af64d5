import type { Account } from '../../shared/contract/compiled-configuration.ts';
import {
  handedOutBefore,
  holdTogether,
  mayHaveStarted,
  preCheckStops,
  settleDryRun,
  settleLastLook,
  settleLastLookFailed,
  settleOverdue,
  settleSorted,
} from '../../shared/domain/act-round.ts';
import { type Batch, type BatchInstance, deadlineOf } from '../../shared/domain/batch.ts';
import { join, type Moment, type Outcome } from '../../shared/domain/outcome.ts';
import { settleConfirm } from '../../shared/domain/settle-confirm.ts';
import { type StartReply, settleStart } from '../../shared/domain/settle-start.ts';
import { settleAccount, settleUnobserved } from '../../shared/domain/settle-unobserved.ts';
import { type Sorted, sortObserved } from '../../shared/domain/sort-observed.ts';
import type { Observation } from '../../shared/domain/vocabulary.ts';
import type { SecretReader } from '../../shared/lambda/secret-reader.ts';
import { type CallContext, type PowerProvider, ProviderFailure, type StartOptions } from '../../shared/providers/provider.ts';
import { credentialsOf, type WithCredentials } from './credentials.ts';

/** What carrying out a batch needs. `now` in epoch milliseconds, `random` in [0, 1). */
export interface CarryOutDeps {
  readonly provider: PowerProvider<unknown>;
  readonly accounts: Readonly<Record<string, Account>>;
  readonly readSecret: SecretReader;
  readonly now: () => number;
  readonly random: () => number;
}

/** How SQS delivered the batch: when it was sent (epoch ms), and whether an earlier delivery may already have acted. */
export interface Delivery {
  readonly sentAt: number;
  readonly redelivered: boolean;
}

/**
 * One step of a batch: look, and act if something is to be done. Calls the provider, decides nothing itself, sends nothing: the outcome says
 * what follows. Throws only for what is not the provider's doing (Secrets Manager out of reach), so that SQS delivers the batch again.
 */
export async function carryOut(received: Batch, delivery: Delivery, deps: CarryOutDeps, signal: AbortSignal): Promise<Outcome> {
  const batch = delivery.redelivered ? handedOutBefore(received) : received;
  const moment: Moment = { now: deps.now(), random: deps.random, deadline: deadlineOf(batch, delivery.sentAt) };
  const isOverdue = batch.phase === 'act' && moment.now >= moment.deadline;
  if (isOverdue && !mayHaveStarted(batch)) return settleOverdue(batch, moment);
  const account = Object.hasOwn(deps.accounts, batch.account) ? deps.accounts[batch.account] : undefined;
  if (account === undefined) return settleAccount(batch, unknownAccount(batch));
  const step: Step = {
    batch,
    moment,
    provider: deps.provider,
    withCredentials: credentialsOf(account, deps.readSecret),
    contextOf: (credentials) => ({
      account: batch.account,
      credentials,
      region: batch.region,
      endpoint: account.endpoint,
      signal,
    }),
  };
  const ids = batch.instances.map((instance) => instance.id);
  const seen = await failureAsValue(step, (context) => deps.provider.observe(ids, context));
  if (seen instanceof ProviderFailure)
    return isOverdue ? settleLastLookFailed(batch, moment) : settleUnobserved(batch, seen.failure, moment);
  if (batch.phase === 'confirm') return settleConfirm(batch, seen, moment);
  return isOverdue ? settleLastLook(batch, sortObserved(batch, seen, deps.provider.absentMeans), moment) : actRound(step, seen);
}

interface Step {
  readonly batch: Batch;
  readonly moment: Moment;
  readonly provider: PowerProvider<unknown>;
  readonly withCredentials: WithCredentials;
  readonly contextOf: (credentials: unknown) => CallContext<unknown>;
}

async function actRound(step: Step, seen: ReadonlyMap<string, Observation>): Promise<Outcome> {
  const { batch, moment, provider } = step;
  const observed = sortObserved(batch, seen, provider.absentMeans);
  const sorted = batch.options.dryRun ? observed : holdTogether(batch, observed);
  if (sorted.toStart.length === 0) return batch.options.dryRun ? settleDryRun(sorted, true) : settleSorted(batch, sorted, moment);
  const checked = await preCheck(step, sorted);
  if ('outcome' in checked) return checked.outcome;
  if (batch.options.dryRun)
    return join(settleDryRun({ ...sorted, toStart: checked.toStart }, provider.preCheck !== null), checked.refused);
  const started = await start(step, checked.toStart, sorted.absent);
  return join(settleSorted(batch, sorted, moment), checked.refused, started);
}

type Checked = { readonly outcome: Outcome } | { readonly toStart: readonly BatchInstance[]; readonly refused: Outcome };

/** The provider's own dry run, where it has one: either the whole round ends here, or these go on and those are refused singly. */
async function preCheck(step: Step, sorted: Sorted): Promise<Checked> {
  const { batch, moment, provider } = step;
  const { toStart, absent } = sorted;
  const nobody = settleStart(batch, [], absent, { answers: new Map() }, moment);
  if (provider.preCheck === null) return { toStart, refused: nobody };
  const check = provider.preCheck;
  const ids = toStart.map((instance) => instance.id);
  const refusals = await failureAsValue(step, (context) => check(ids, optionsOf(step, toStart), context));
  if (refusals instanceof ProviderFailure) {
    const refusal = refusals.failure;
    if (!preCheckStops(batch, refusal)) return { toStart, refused: nobody };
    const rest = batch.options.dryRun ? settleDryRun({ ...sorted, toStart: [] }, true) : settleSorted(batch, sorted, moment);
    return { outcome: join(rest, settleStart(batch, toStart, absent, { refusal, sent: false }, moment)) };
  }
  const refused = toStart.flatMap((instance) => {
    const refusal = refusals.get(instance.id);
    return refusal === undefined ? [] : [settleStart(batch, [instance], absent, { refusal, sent: false }, moment)];
  });
  return { toStart: toStart.filter((instance) => !refusals.has(instance.id)), refused: join(...refused) };
}

async function start(step: Step, toStart: readonly BatchInstance[], absent: ReadonlySet<string>): Promise<Outcome> {
  const { batch, moment, provider } = step;
  const ids = toStart.map((instance) => instance.id);
  if (ids.length === 0) return settleStart(batch, [], absent, { answers: new Map() }, moment);
  const answers = await failureAsValue(step, (context) => provider.start(ids, optionsOf(step, toStart), context));
  const reply: StartReply = answers instanceof ProviderFailure ? { refusal: answers.failure, sent: true } : { answers };
  return settleStart(batch, toStart, absent, reply, moment);
}

/** InitLocalDisk wipes, so it is sent only when no start of this job can have reached the instance: not even one by a function that died. */
function optionsOf({ batch }: Step, toStart: readonly BatchInstance[]): StartOptions {
  const { batchMode, initLocalDisk } = batch.options;
  const untouched = initLocalDisk ? toStart.filter((instance) => !instance.acted) : [];
  return { batchMode, oneByOne: initLocalDisk, wipe: new Set(untouched.map((instance) => instance.id)) };
}

async function failureAsValue<T>(step: Step, call: (context: CallContext<unknown>) => Promise<T>): Promise<T | ProviderFailure> {
  try {
    return await step.withCredentials((credentials) => call(step.contextOf(credentials)));
  } catch (error) {
    if (error instanceof ProviderFailure) return error;
    throw error;
  }
}

function unknownAccount(batch: Batch) {
  const message = `this deployment has no account "${batch.account}"`;
  return { kind: 'account', code: 'Reveille.UnknownAccount', message, requestId: null } as const;
}
