import { carryOut, type Delivery } from '../../../functions/power/carry-out.ts';
import type { WorkMessage } from '../../../shared/domain/batch.ts';
import { due } from '../../shared/domain/a-batch.ts';
import { inWords } from './in-words.ts';
import { powerDeps, type Script, scripted } from './scripted-provider.ts';

/** One step of a message over a scripted provider: what came of it, what was called, which secrets were read. `now` is epoch ms. */
export async function carriedOut(batch: WorkMessage, script: Script = {}, delivery: Partial<Delivery> = {}, now = due) {
  const { provider, calls, names } = scripted(script);
  const { deps, reads } = powerDeps(provider, { now: () => now });
  const outcome = await carryOut(batch, { sentAt: due, redelivered: false, ...delivery }, deps, new AbortController().signal);
  return { outcome, ...inWords(outcome), calls, names: names(), reads };
}
