import type { AlibabaSecret } from '../../contract/secret.ts';
import { type Failure, policyOf } from '../../domain/failure.ts';
import type { ActAnswer, StartOptions } from '../../domain/port.ts';
import { failureIn, unreadable } from '../answer.ts';
import type { CallContext } from '../provider.ts';
import { startInstanceBody } from './bodies.ts';
import { type AlibabaParts, requestEcs } from './request.ts';

/** One StartInstance per id, which alone can wipe local disks. An id for which no time was left is `notSent`. */
export async function startEach(
  parts: AlibabaParts,
  ids: readonly string[],
  { wipe }: StartOptions,
  context: CallContext<AlibabaSecret>,
): Promise<ReadonlyMap<string, ActAnswer>> {
  const answers = new Map<string, ActAnswer>();
  let stop: Failure | null = null;
  for (const id of ids) {
    if (stop !== null || context.signal.aborted) {
      answers.set(id, stop === null ? { result: 'notSent' } : { result: 'failed', failure: { ...stop, unsent: true } });
      continue;
    }
    const parameters = { InstanceId: id, InitLocalDisk: String(wipe.has(id)) };
    const failure = await failureIn(async () => {
      const body = await requestEcs(parts, 'StartInstance', parameters, context);
      if (!startInstanceBody.safeParse(body).success)
        throw unreadable('StartInstance answered in a shape that is not documented');
    });
    // Throttled, or refused for the account's sake: the next id would only hear the same.
    if (failure !== null && policyOf(failure).concerns !== 'instance' && !policyOf(failure).mayHaveActed) stop = failure;
    if (failure === null) answers.set(id, { result: 'accepted' });
    else answers.set(id, failure.unsent && context.signal.aborted ? { result: 'notSent' } : { result: 'failed', failure });
  }
  return answers;
}
