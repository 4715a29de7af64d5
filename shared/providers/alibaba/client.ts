import type { AlibabaSecret } from '../../contract/secret.ts';
import type { Observation } from '../../domain/vocabulary.ts';
import { unreadable } from '../answer.ts';
import { explain } from '../classify.ts';
import { seenIn } from '../look.ts';
import type { CallContext, PowerProvider } from '../provider.ts';
import { actAll, startEach } from './act.ts';
import { describeInstancesBody, instanceRow } from './bodies.ts';
import { alibabaCodes } from './codes.ts';
import { preCheckAll, preCheckEach } from './dry-run.ts';
import { find } from './find.ts';
import { type AlibabaParts, requestEcs } from './request.ts';

type Context = CallContext<AlibabaSecret>;

/** A page holds 100 ids at most, so a server that sends more pages than this repeats itself. */
const mostPages = 20;

/** Alibaba Cloud ECS, API version 2014-05-26. */
export function alibaba(parts: AlibabaParts): PowerProvider<AlibabaSecret> {
  return {
    name: 'alibaba',
    // DescribeInstances leaves out an id that does not exist, and every id for a key without
    // permission. Only the action tells which of the two it is.
    absentMeans: 'ask',
    observe: (ids, context) => observe(parts, ids, context),
    find: (selection, cursor, context) => find(parts, selection, cursor, context),
    preCheck: (ids, options, context) =>
      options.action === 'start' && options.oneByOne
        ? preCheckEach(parts, ids, options, context)
        : preCheckAll(parts, ids, options, context),
    act: (ids, options, context) =>
      options.action === 'start' && options.oneByOne
        ? startEach(parts, ids, options, context)
        : actAll(parts, ids, options, context),
    explain: (code, message) => explain(alibabaCodes, { code, message }),
  };
}

async function observe(parts: AlibabaParts, ids: readonly string[], context: Context): Promise<ReadonlyMap<string, Observation>> {
  const pages: (readonly unknown[])[] = [];
  let token: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const body = await requestEcs(
      parts,
      'DescribeInstances',
      {
        RegionId: context.region ?? '',
        InstanceIds: JSON.stringify(ids),
        MaxResults: '100',
        ...(token === null ? {} : { NextToken: token }),
      },
      context,
    );
    const parsed = describeInstancesBody.safeParse(body);
    if (!parsed.success) throw unreadable('DescribeInstances answered in a shape that is not documented');
    pages.push(parsed.data.Instances?.Instance ?? []);
    token = parsed.data.NextToken;
    if (token === null) return seenIn(ids, pages, null, instanceRow);
  }
  throw unreadable(`DescribeInstances has more than ${mostPages} pages for ${ids.length} ids`);
}
