import type { AlibabaSecret } from '../../contract/secret.ts';
import { type Failure, policyOf } from '../../domain/failure.ts';
import type { ActAnswer, ActOptions, StartOptions } from '../../domain/port.ts';
import type { ChargeMode } from '../../domain/vocabulary.ts';
import { failureIn, failureOf, unreadable } from '../answer.ts';
import { classify } from '../classify.ts';
import { readRow } from '../fields.ts';
import type { CallContext } from '../provider.ts';
import { batchRow, batchRowsBody, startInstanceBody } from './bodies.ts';
import { alibabaCodes } from './codes.ts';
import { type AlibabaParts, requestEcs } from './request.ts';

/**
 * Starts, stops or reboots a batch with one call. The answer has a row per id with a Code of its
 * own; `200` means accepted.
 */
export async function actAll(
  parts: AlibabaParts,
  ids: readonly string[],
  options: ActOptions,
  context: CallContext<AlibabaSecret>,
): Promise<ReadonlyMap<string, ActAnswer>> {
  const { action, parameters } = batchCall(ids, options, context.region);
  const parsed = batchRowsBody.safeParse(await requestEcs(parts, action, parameters, context));
  if (!parsed.success) throw unreadable(`${action} answered in a shape that is not documented`);
  const { RequestId, InstanceResponses } = parsed.data;
  const answers = new Map<string, ActAnswer>();
  for (const each of InstanceResponses.InstanceResponse) {
    // An id whose row cannot be read has an unknown outcome, as one without a row.
    const { id, row } = readRow(batchRow, 'InstanceId', each);
    if (id !== null && row !== null) answers.set(id, answerOf(row.Code, row.Message ?? '', RequestId));
  }
  return answers;
}

function answerOf(code: string, message: string, requestId: string): ActAnswer {
  if (code === '200') return { result: 'accepted' };
  return { result: 'failed', failure: failureOf(classify(alibabaCodes, { code, message }, 200), code, message, requestId) };
}

/** One call for a whole batch: the action and its parameters. */
export interface BatchCall {
  readonly action: 'StartInstances' | 'StopInstances' | 'RebootInstances';
  readonly parameters: Readonly<Record<string, string>>;
}

const stoppedModes: Readonly<Record<ChargeMode, string>> = { 'keep-charging': 'KeepCharging', 'stop-charging': 'StopCharging' };

/**
 * The StartInstances (seed 000), StopInstances or RebootInstances of these ids. StoppedMode is
 * always sent, because its default depends on the account. So are ForceStop (StopInstances page)
 * and ForceReboot, which the single RebootInstance calls ForceStop (RebootInstances page).
 */
export function batchCall(ids: readonly string[], options: ActOptions, region: string | null): BatchCall {
  const numbered = Object.fromEntries(ids.map((id, index) => [`InstanceId.${index + 1}`, id]));
  const parameters = { RegionId: region ?? '', BatchOptimization: options.batchMode, ...numbered };
  if (options.action === 'start') return { action: 'StartInstances', parameters };
  if (options.action === 'reboot') {
    return { action: 'RebootInstances', parameters: { ...parameters, ForceReboot: String(options.force) } };
  }
  const { mode, force } = options;
  return { action: 'StopInstances', parameters: { ...parameters, StoppedMode: stoppedModes[mode], ForceStop: String(force) } };
}

/**
 * Sends one StartInstance per id: only this action can wipe local disks. An id for which no time
 * was left is `notSent`.
 */
export async function startEach(
  parts: AlibabaParts,
  ids: readonly string[],
  { wipe }: StartOptions,
  context: CallContext<AlibabaSecret>,
): Promise<ReadonlyMap<string, ActAnswer>> {
  const answers = new Map<string, ActAnswer>();
  const failures: (Failure | null)[] = [];
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
    // Throttled, or refused for the whole account: the next id would get the same answer.
    if (failure !== null && meetsAll(failure, failures, ids.length) && !policyOf(failure).mayHaveActed) stop = failure;
    failures.push(failure);
    if (failure === null) answers.set(id, { result: 'accepted' });
    else answers.set(id, failure.unsent && context.signal.aborted ? { result: 'notSent' } : { result: 'failed', failure });
  }
  return answers;
}

/**
 * Whether a refusal of one call of many would meet the others too. `before`: how the calls before
 * it ended, null for a success; `calls`: how many there are. What reads like a refusal of the
 * account stands for all once the first two calls have got it, since a right may lack for one
 * instance only.
 */
export function meetsAll(failure: Failure, before: readonly (Failure | null)[], calls: number): boolean {
  const { concerns, mayBeOne } = policyOf(failure);
  if (!mayBeOne) return concerns !== 'instance';
  return before.every((earlier) => earlier?.code === failure.code) && before.length + 1 >= Math.min(2, calls);
}
