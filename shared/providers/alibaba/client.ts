import type { AlibabaSecret } from '../../contract/secret.ts';
import { type Failure, policyOf } from '../../domain/failure.ts';
import type { StartAnswer } from '../../domain/settle-start.ts';
import type { Observation } from '../../domain/vocabulary.ts';
import { failureIn, failureOf, unreadable } from '../answer.ts';
import { classify, explain } from '../classify.ts';
import type { CallContext, PowerProvider, StartOptions } from '../provider.ts';
import { describeInstancesBody, observationOf, startInstanceBody, startInstancesBody } from './bodies.ts';
import { alibabaCodes } from './codes.ts';
import { preCheckAll, preCheckEach } from './dry-run.ts';
import { type AlibabaParts, batchParameters, requestEcs } from './request.ts';

type Context = CallContext<AlibabaSecret>;

/** A page holds 100 ids at most, so more pages than this are a server that repeats itself. */
const mostPages = 20;

/** Alibaba Cloud ECS, API version 2014-05-26. */
export function alibaba(parts: AlibabaParts): PowerProvider<AlibabaSecret> {
  return {
    name: 'alibaba',
    // DescribeInstances leaves out ids that do not exist and all of them for a key without permission: only the start says which.
    absentMeans: 'ask',
    observe: (ids, context) => observe(parts, ids, context),
    preCheck: (ids, options, context) =>
      options.oneByOne ? preCheckEach(parts, ids, options, context) : preCheckAll(parts, ids, context),
    start: (ids, options, context) =>
      options.oneByOne ? startEach(parts, ids, options, context) : startAll(parts, ids, options, context),
    explain: (code) => explain(alibabaCodes, code),
  };
}

async function observe(parts: AlibabaParts, ids: readonly string[], context: Context): Promise<ReadonlyMap<string, Observation>> {
  const seen = new Map<string, Observation>();
  const wanted = new Set(ids);
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const body = await requestEcs(
      parts,
      'DescribeInstances',
      {
        RegionId: context.region ?? '',
        InstanceIds: JSON.stringify(ids),
        MaxResults: '100',
        ...(token === undefined ? {} : { NextToken: token }),
      },
      context,
    );
    const parsed = describeInstancesBody.safeParse(body);
    if (!parsed.success) throw unreadable('DescribeInstances answered in a shape that is not documented');
    for (const instance of parsed.data.Instances.Instance) {
      if (wanted.has(instance.InstanceId)) seen.set(instance.InstanceId, observationOf(instance));
    }
    token = parsed.data.NextToken || undefined;
    if (token === undefined) return seen;
  }
  throw unreadable(`DescribeInstances has more than ${mostPages} pages for ${ids.length} ids`);
}

async function startAll(
  parts: AlibabaParts,
  ids: readonly string[],
  { batchMode }: StartOptions,
  context: Context,
): Promise<ReadonlyMap<string, StartAnswer>> {
  const body = await requestEcs(parts, 'StartInstances', batchParameters(ids, batchMode, context), context);
  const parsed = startInstancesBody.safeParse(body);
  if (!parsed.success) throw unreadable('StartInstances answered in a shape that is not documented');
  const { RequestId, InstanceResponses } = parsed.data;
  return new Map(
    InstanceResponses.InstanceResponse.map(({ InstanceId, Code, Message }): [string, StartAnswer] => {
      const code = String(Code);
      if (code === '200') return [InstanceId, { result: 'accepted' }];
      return [
        InstanceId,
        { result: 'failed', failure: failureOf(classify(alibabaCodes, code, 200), code, Message ?? '', RequestId) },
      ];
    }),
  );
}

async function startEach(
  parts: AlibabaParts,
  ids: readonly string[],
  { wipe }: StartOptions,
  context: Context,
): Promise<ReadonlyMap<string, StartAnswer>> {
  const answers = new Map<string, StartAnswer>();
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
