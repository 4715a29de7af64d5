import type { TencentSecret } from '../../contract/secret.ts';
import type { ActAnswer, ActOptions } from '../../domain/port.ts';
import type { Observation } from '../../domain/vocabulary.ts';
import { unreadable } from '../answer.ts';
import type { Sender } from '../ask.ts';
import { explain } from '../classify.ts';
import type { CallContext, PowerProvider } from '../provider.ts';
import { actCall } from './act-call.ts';
import { acceptedBody, describeInstancesBody, observationOf } from './bodies.ts';
import { tencentCodes } from './codes.ts';
import { find } from './find.ts';
import { requestCvm } from './request.ts';

type Context = CallContext<TencentSecret>;

/** The largest page of DescribeInstances; the default is 20 rows, even for 100 ids (vendor page 15728). */
const pageSize = 100;
const mostPages = 20;

/** Tencent Cloud CVM, API version 2017-03-12. It has no dry run: its pre-check is the observation. */
export function tencent(parts: Sender): PowerProvider<TencentSecret> {
  return {
    name: 'tencent',
    // An id that does not exist and one the key may not see are both left out: only the action says which.
    absentMeans: 'ask',
    preCheck: null,
    observe: (ids, context) => observe(parts, ids, context),
    find: (selection, cursor, context) => find(parts, selection, cursor, context),
    act: (ids, options, context) => act(parts, ids, options, context),
    explain: (code) => explain(tencentCodes, code),
  };
}

async function observe(parts: Sender, ids: readonly string[], context: Context): Promise<ReadonlyMap<string, Observation>> {
  const seen = new Map<string, Observation>();
  const wanted = new Set(ids);
  let offset = 0;
  for (let page = 0; page < mostPages; page += 1) {
    const body = await requestCvm(parts, 'DescribeInstances', { InstanceIds: ids, Offset: offset, Limit: pageSize }, context);
    const parsed = describeInstancesBody.safeParse(body);
    if (!parsed.success) throw unreadable('DescribeInstances answered in a shape that is not documented');
    const { InstanceSet, TotalCount } = parsed.data.Response;
    for (const instance of InstanceSet) {
      if (wanted.has(instance.InstanceId)) seen.set(instance.InstanceId, observationOf(instance));
    }
    offset += InstanceSet.length;
    if (InstanceSet.length === 0 || offset >= TotalCount) return seen;
  }
  throw unreadable(`DescribeInstances has more than ${mostPages} pages for ${ids.length} ids`);
}

/** All or an error: a success accepts every id (seed 003, StopInstances page). */
async function act(
  parts: Sender,
  ids: readonly string[],
  options: ActOptions,
  context: Context,
): Promise<ReadonlyMap<string, ActAnswer>> {
  const { action, parameters } = actCall(ids, options);
  const body = await requestCvm(parts, action, parameters, context);
  if (!acceptedBody.safeParse(body).success) throw unreadable(`${action} answered in a shape that is not documented`);
  return new Map(ids.map((id) => [id, { result: 'accepted' }]));
}
