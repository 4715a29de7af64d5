import type { ZenlayerSecret } from '../../contract/secret.ts';
import type { ActAnswer, ActOptions } from '../../domain/port.ts';
import type { Observation } from '../../domain/vocabulary.ts';
import { unreadable } from '../answer.ts';
import type { Sender } from '../ask.ts';
import { explain } from '../classify.ts';
import { seenIn } from '../look.ts';
import type { CallContext, PowerProvider } from '../provider.ts';
import { describeInstancesStatusBody, failedIdsBody, instanceRow } from './bodies.ts';
import { zenlayerCodes } from './codes.ts';
import { find } from './find.ts';
import { requestZec } from './request.ts';

type Context = CallContext<ZenlayerSecret>;

/** The default page is 20 rows even when 100 ids are asked for, so the size is always sent. */
const pageSize = 100;
const mostPages = 20;

/**
 * Zenlayer Elastic Compute, API version 2025-09-01. It has no regions and no dry run: its
 * pre-check is the observation.
 */
export function zenlayer(parts: Sender): PowerProvider<ZenlayerSecret> {
  return {
    name: 'zenlayer',
    // The answer leaves out an id that is unknown, released or not visible to the key. The action
    // would refuse the whole call.
    absentMeans: { code: 'INVALID_INSTANCE_NOT_FOUND', message: 'DescribeInstancesStatus does not list this instance' },
    preCheck: null,
    observe: (ids, context) => observe(parts, ids, context),
    find: (selection, cursor, context) => find(parts, selection, cursor, context),
    act: (ids, options, context) => act(parts, ids, options, context),
    explain: (code, message) => explain(zenlayerCodes, { code, message }),
  };
}

async function observe(parts: Sender, ids: readonly string[], context: Context): Promise<ReadonlyMap<string, Observation>> {
  const pages: (readonly unknown[])[] = [];
  let collected = 0;
  for (let pageNum = 1; pageNum <= mostPages; pageNum += 1) {
    const body = await requestZec(parts, 'DescribeInstancesStatus', { instanceIds: ids, pageSize, pageNum }, context);
    const parsed = describeInstancesStatusBody.safeParse(body);
    if (!parsed.success) throw unreadable('DescribeInstancesStatus answered in a shape that is not documented');
    const { dataSet, totalCount } = parsed.data.response;
    pages.push(dataSet);
    collected += dataSet.length;
    if (dataSet.length === 0 || collected >= totalCount) return seenIn(ids, pages, totalCount, instanceRow);
  }
  throw unreadable(`DescribeInstancesStatus has more than ${mostPages} pages for ${ids.length} ids`);
}

/**
 * Starts, stops or reboots the ids. HTTP 200 accepts every id except the listed ones, which failed
 * without a reason (seed 004, StopInstances page). forceShutdown is always sent: its default is
 * true, a power cut (StopInstances page). So is forceReboot, whose default is not documented.
 */
async function act(
  parts: Sender,
  instanceIds: readonly string[],
  options: ActOptions,
  context: Context,
): Promise<ReadonlyMap<string, ActAnswer>> {
  const { action, parameters } = actCall(instanceIds, options);
  const parsed = failedIdsBody.safeParse(await requestZec(parts, action, parameters, context));
  if (!parsed.success) throw unreadable(`${action} answered in a shape that is not documented`);
  const { requestId, response } = parsed.data;
  const failed = new Set(response.instanceIds);
  const message = `${action} lists it among the ids that failed, without a reason`;
  const failure = { kind: 'unexplained', code: 'Reveille.FailedWithoutReason', message, requestId } as const;
  return new Map(instanceIds.map((id) => [id, failed.has(id) ? { result: 'failed', failure } : { result: 'accepted' }]));
}

/** A call for a whole batch: the action and its parameters. */
interface ActCall {
  readonly action: 'StartInstances' | 'StopInstances' | 'RebootInstances';
  readonly parameters: Readonly<Record<string, unknown>>;
}

function actCall(instanceIds: readonly string[], options: ActOptions): ActCall {
  if (options.action === 'start') return { action: 'StartInstances', parameters: { instanceIds } };
  if (options.action === 'stop') return { action: 'StopInstances', parameters: { instanceIds, forceShutdown: options.force } };
  return { action: 'RebootInstances', parameters: { instanceIds, forceReboot: options.force } };
}
