import type { AlibabaSecret } from '../../contract/secret.ts';
import type { ActAnswer, ActOptions } from '../../domain/port.ts';
import { failureOf, unreadable } from '../answer.ts';
import { classify } from '../classify.ts';
import type { CallContext } from '../provider.ts';
import { batchCall } from './batch-call.ts';
import { batchRowsBody } from './bodies.ts';
import { alibabaCodes } from './codes.ts';
import { type AlibabaParts, requestEcs } from './request.ts';

/** Starts or stops a batch with one call, whose answer has a row per id: its own Code, `200` for accepted. */
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
  return new Map(
    InstanceResponses.InstanceResponse.map(({ InstanceId, Code, Message }): [string, ActAnswer] => {
      const code = String(Code);
      if (code === '200') return [InstanceId, { result: 'accepted' }];
      const failure = failureOf(classify(alibabaCodes, code, 200), code, Message ?? '', RequestId);
      return [InstanceId, { result: 'failed', failure }];
    }),
  );
}
