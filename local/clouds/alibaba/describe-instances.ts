import * as z from 'zod/mini';
import { providerFacts } from '../../../shared/contract/provider-facts.ts';
import { type ActionOutcome, cloudAction } from '../cloud-action.ts';
import { lookAt, tagOf, visibleMachines } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { readJson } from '../received-request.ts';
import { distinct } from '../stand-in.ts';
import { alibabaParameters, optionalFlag, requiredText } from './parameters.ts';

const idList = z
  .array(z.string('InvalidParameter').check(z.regex(providerFacts.alibaba.instanceId, 'InvalidParameter')), 'InvalidParameter')
  .check(z.maxLength(100, 'InvalidParameter.TooManyInstanceIds'), z.refine(distinct, 'InvalidParameter'));

const tagWord = z.string('InvalidTag.Mismatch');
/**
 * Tag.1 … Tag.20, gathered into a list. A key without a value, or the reverse, is
 * InvalidTag.Mismatch (DescribeInstances page).
 */
const tagList = z
  .array(
    z.strictObject({ Key: tagWord.check(z.minLength(1, 'InvalidTag.Mismatch')), Value: tagWord }, 'InvalidTag.Mismatch'),
    'InvalidParameter',
  )
  .check(z.maxLength(20, 'InvalidTagCount'));

/**
 * A filter by tags covers this many resources at most; for more, the page of DescribeInstances
 * points to another API.
 */
const mostTagged = 1000;

/**
 * DescribeInstances: InstanceIds is a JSON list inside a string (an empty one matches nothing),
 * MaxResults 10 to 100 and silently moved into that range. The answer leaves out unknown ids, ids
 * of other regions, and the instances beyond the limit of a listing by tags. An empty tag value is
 * ignored like every empty parameter: the key decides.
 */
export const describeInstances = cloudAction(
  alibabaParameters({
    RegionId: requiredText,
    InstanceIds: z.optional(z.pipe(z.string('InvalidParameter'), z.pipe(z.transform(readJson), idList))),
    Tag: z.optional(tagList),
    MaxResults: z.optional(z.string().check(z.regex(/^\d+$/, 'InvalidParameter'))),
    NextToken: z.optional(z.string()),
    DryRun: optionalFlag,
  }),
  ({ InstanceIds: ids, Tag: tags, MaxResults: wanted = '10', NextToken: token, DryRun: dryRun }, context): ActionOutcome => {
    if (dryRun === 'true') return { code: 'DryRunOperation' };
    const from = token === undefined || token === '' ? 0 : readToken(token);
    if (from === null) return { code: 'InvalidParameter', message: 'Refused parameter: NextToken.' };
    const size = Math.min(100, Math.max(10, Number(wanted)));
    const visible = visibleMachines(context.machines, context.region, ids);
    const found = tags === undefined ? visible : visible.filter((machine) => carries(machine, tags)).slice(0, mostTagged);
    const rows = lookAt(found.slice(from, from + size), instanceRow);
    const next = from + size < found.length ? tokenAt(from + size) : '';
    return {
      body: {
        RequestId: context.requestId,
        NextToken: next,
        TotalCount: found.length,
        PageNumber: 1,
        PageSize: size,
        Instances: { Instance: rows },
      },
    };
  },
);

function carries({ spec }: Machine, tags: z.infer<typeof tagList>): boolean {
  return tags.every(({ Key, Value }) => {
    const own = tagOf(spec, Key);
    return own !== undefined && (Value === '' || own === Value);
  });
}

function instanceRow({ spec, status, lastStop, lastStart }: Machine) {
  const stoppedMode = lastStop?.stopCharging === true ? 'StopCharging' : 'KeepCharging';
  return {
    InstanceId: spec.id,
    InstanceName: spec.id,
    Status: status,
    RegionId: spec.region,
    ZoneId: `${spec.region}-a`,
    StoppedMode: status === 'Stopped' ? stoppedMode : 'Not-applicable',
    InstanceChargeType: spec.paid === 'subscription' ? 'PrePaid' : 'PostPaid',
    SpotStrategy: spec.paid === 'spot' ? 'SpotAsPriceGo' : 'NoSpot',
    InstanceNetworkType: 'vpc',
    InstanceType: 'ecs.g7.large',
    CreationTime: '2026-01-05T02:00Z',
    // What a pay-as-you-go instance shows, which has no end.
    ExpiredTime: spec.paid === 'subscription' ? '2027-01-05T16:00Z' : '2099-12-31T15:59Z',
    DedicatedHostAttribute: { DedicatedHostId: '', DedicatedHostName: '' },
    LocalStorageAmount: spec.localDisks === true ? 1 : null,
    LocalStorageCapacity: spec.localDisks === true ? 894 : null,
    StartTime: minuteOf(lastStart),
    OperationLocks: { LockReason: spec.lock === undefined ? [] : [{ LockReason: spec.lock }] },
    Tags: { Tag: Object.entries(spec.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
  };
}

/** Times of ECS have minutes and no seconds: `2026-11-23T00:30Z`; empty before the first start. */
function minuteOf(instant: number | null): string {
  return instant === null ? '' : `${new Date(instant).toISOString().slice(0, 16)}Z`;
}

// Opaque on purpose, so that a client that builds its own tokens fails here already.
function tokenAt(offset: number): string {
  return Buffer.from(`next/${offset}`).toString('base64url');
}

function readToken(token: string): number | null {
  const offset = /^next\/(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  return offset === undefined ? null : Number(offset);
}
