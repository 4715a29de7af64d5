import type { TencentSecret } from '../../contract/secret.ts';
import type { ActAnswer, ActOptions } from '../../domain/port.ts';
import type { ChargeMode, Observation } from '../../domain/vocabulary.ts';
import { unreadable } from '../answer.ts';
import type { Sender } from '../ask.ts';
import { explain } from '../classify.ts';
import { seenIn } from '../look.ts';
import type { CallContext, PowerProvider } from '../provider.ts';
import { acceptedBody, describeInstancesBody, instanceRow } from './bodies.ts';
import { tencentCodes } from './codes.ts';
import { find } from './find.ts';
import { requestCvm } from './request.ts';

type Context = CallContext<TencentSecret>;

/**
 * The largest page of DescribeInstances; the default is 20 rows, even for 100 ids (vendor page
 * 15728).
 */
const pageSize = 100;
const mostPages = 20;

/**
 * Tencent Cloud CVM, API version 2017-03-12. It has no dry run: its pre-check is the observation.
 */
export function tencent(parts: Sender): PowerProvider<TencentSecret> {
  return {
    name: 'tencent',
    // The answer leaves out an id that does not exist, and an id that the key may not see. Only
    // the action tells which it is.
    absentMeans: 'ask',
    preCheck: null,
    observe: (ids, context) => observe(parts, ids, context),
    find: (selection, cursor, context) => find(parts, selection, cursor, context),
    act: (ids, options, context) => act(parts, ids, options, context),
    explain: (code, message) => explain(tencentCodes, { code, message }),
  };
}

async function observe(parts: Sender, ids: readonly string[], context: Context): Promise<ReadonlyMap<string, Observation>> {
  const pages: (readonly unknown[])[] = [];
  let offset = 0;
  for (let page = 0; page < mostPages; page += 1) {
    const body = await requestCvm(parts, 'DescribeInstances', { InstanceIds: ids, Offset: offset, Limit: pageSize }, context);
    const parsed = describeInstancesBody.safeParse(body);
    if (!parsed.success) throw unreadable('DescribeInstances answered in a shape that is not documented');
    const { InstanceSet, TotalCount } = parsed.data.Response;
    pages.push(InstanceSet);
    offset += InstanceSet.length;
    if (InstanceSet.length === 0 || offset >= TotalCount) return seenIn(ids, pages, TotalCount, instanceRow);
  }
  throw unreadable(`DescribeInstances has more than ${mostPages} pages for ${ids.length} ids`);
}

/**
 * Starts, stops or reboots all ids or none: a success accepts every id (seed 003, pages of
 * StopInstances and RebootInstances).
 */
async function act(
  parts: Sender,
  ids: readonly string[],
  options: ActOptions,
  context: Context,
): Promise<ReadonlyMap<string, ActAnswer>> {
  const { action, parameters } = actCall(ids, options);
  const body = await requestCvm(parts, action, parameters, context);
  const parsed = acceptedBody.safeParse(body);
  if (!parsed.success) throw unreadable(`${action} answered in a shape that is not documented`);
  const { RequestId: requestId } = parsed.data.Response;
  return new Map(ids.map((id) => [id, { result: 'accepted', requestId }]));
}

/** A call for a whole batch: the action and its parameters. */
interface ActCall {
  readonly action: 'StartInstances' | 'StopInstances' | 'RebootInstances';
  readonly parameters: Readonly<Record<string, unknown>>;
}

const stoppedModes: Readonly<Record<ChargeMode, string>> = { 'keep-charging': 'KEEP_CHARGING', 'stop-charging': 'STOP_CHARGING' };

/**
 * The StartInstances (seed 003), StopInstances or RebootInstances of these ids. StopType HARD is
 * the power cut. It replaced ForceStop and ForceReboot, and may not be sent with them (vendor pages
 * 33235 and 15742).
 */
function actCall(ids: readonly string[], options: ActOptions): ActCall {
  if (options.action === 'start') return { action: 'StartInstances', parameters: { InstanceIds: ids } };
  const StopType = options.force ? 'HARD' : 'SOFT';
  if (options.action === 'reboot') return { action: 'RebootInstances', parameters: { InstanceIds: ids, StopType } };
  return { action: 'StopInstances', parameters: { InstanceIds: ids, StopType, StoppedMode: stoppedModes[options.mode] } };
}
