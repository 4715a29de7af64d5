import { holdTogether, preCheckStops, settleDryRun, settleSorted } from '../../shared/domain/act-round.ts';
import type { Batch, BatchInstance } from '../../shared/domain/batch.ts';
import { join, type Outcome } from '../../shared/domain/outcome.ts';
import { type ActReply, settleAct } from '../../shared/domain/settle-act.ts';
import { type Sorted, sortObserved } from '../../shared/domain/sort-observed.ts';
import type { Observation } from '../../shared/domain/vocabulary.ts';
import { type ActOptions, ProviderFailure } from '../../shared/providers/provider.ts';
import { failureAsValue, type Step } from './step.ts';

/** An act round after its look: pre-check where the provider has one, then one call for what is left to act on. */
export async function actRound(step: Step<Batch>, seen: ReadonlyMap<string, Observation>): Promise<Outcome> {
  const { message: batch, moment, provider } = step;
  const observed = sortObserved(batch, seen, provider.absentMeans);
  const sorted = batch.options.dryRun ? observed : holdTogether(batch, observed);
  if (sorted.toAct.length === 0) return batch.options.dryRun ? settleDryRun(sorted, true) : settleSorted(batch, sorted, moment);
  const checked = await preCheck(step, sorted);
  if ('outcome' in checked) return checked.outcome;
  if (batch.options.dryRun)
    return join(settleDryRun({ ...sorted, toAct: checked.toAct }, provider.preCheck !== null), checked.refused);
  const reply: ActReply = checked.toAct.length === 0 ? { answers: new Map() } : await callAct(step, checked.toAct, false);
  const acted = settleAct(batch, checked.toAct, sorted.absent, reply, moment);
  return join(settleSorted(batch, sorted, moment), checked.refused, acted);
}

/** One call of the batch's action for these instances; `force` is a power cut, of a stop alone. */
export async function callAct(step: Step<Batch>, instances: readonly BatchInstance[], force: boolean): Promise<ActReply> {
  const ids = instances.map((instance) => instance.id);
  const answers = await failureAsValue(step, (context) => step.provider.act(ids, optionsOf(step, instances, force), context));
  return answers instanceof ProviderFailure ? { refusal: answers.failure, sent: true } : { answers };
}

type Checked = { readonly outcome: Outcome } | { readonly toAct: readonly BatchInstance[]; readonly refused: Outcome };

/** The provider's own dry run, where it has one: either the whole round ends here, or these go on and those are refused singly. */
async function preCheck(step: Step<Batch>, sorted: Sorted): Promise<Checked> {
  const { message: batch, moment, provider } = step;
  const { toAct, absent } = sorted;
  const nobody = settleAct(batch, [], absent, { answers: new Map() }, moment);
  if (provider.preCheck === null) return { toAct, refused: nobody };
  const check = provider.preCheck;
  const ids = toAct.map((instance) => instance.id);
  const refusals = await failureAsValue(step, (context) => check(ids, optionsOf(step, toAct, false), context));
  if (refusals instanceof ProviderFailure) {
    const refusal = refusals.failure;
    if (!preCheckStops(batch, refusal)) return { toAct, refused: nobody };
    const rest = batch.options.dryRun ? settleDryRun({ ...sorted, toAct: [] }, true) : settleSorted(batch, sorted, moment);
    return { outcome: join(rest, settleAct(batch, toAct, absent, { refusal, sent: false }, moment)) };
  }
  const refused = toAct.flatMap((instance) => {
    const refusal = refusals.get(instance.id);
    return refusal === undefined ? [] : [settleAct(batch, [instance], absent, { refusal, sent: false }, moment)];
  });
  return { toAct: toAct.filter((instance) => !refusals.has(instance.id)), refused: join(...refused) };
}

/** InitLocalDisk wipes, so it is sent only when no start of this job can have reached the instance: not even one by a function that died. */
function optionsOf({ message: batch }: Step<Batch>, instances: readonly BatchInstance[], force: boolean): ActOptions {
  const { batchMode, initLocalDisk, stopMode } = batch.options;
  if (batch.job.action === 'stop') return { action: 'stop', batchMode, mode: stopMode, force };
  const untouched = initLocalDisk ? instances.filter((instance) => !instance.acted) : [];
  return { action: 'start', batchMode, oneByOne: initLocalDisk, wipe: new Set(untouched.map((instance) => instance.id)) };
}
