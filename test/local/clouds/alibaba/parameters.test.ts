import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

const state = { instances: instances('alibaba', { 'i-1': {} }) };
const good = { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1' };
const ids = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`InstanceId.${at + 1}`, `i-${at}`]));
const jsonIds = (list: unknown) => ({ RegionId: 'cn-hangzhou', InstanceIds: JSON.stringify(list) });

interface Row {
  readonly that: string;
  readonly action?: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
}

const rows: readonly Row[] = [
  { that: 'has no region', query: { 'InstanceId.1': 'i-1' }, status: 400, code: 'MissingParameter' },
  { that: 'has an empty region', query: { ...good, RegionId: '' }, status: 400, code: 'MissingParameter' },
  { that: 'has an unknown region', query: { ...good, RegionId: 'cn-atlantis' }, status: 404, code: 'InvalidRegionId.NotFound' },
  { that: 'has no ids', query: { RegionId: 'cn-hangzhou' }, status: 400, code: 'MissingParameter' },
  { that: 'counts ids from 0', query: { RegionId: 'cn-hangzhou', 'InstanceId.0': 'i-1' }, status: 400, code: 'MissingParameter' },
  { that: 'leaves a gap in the ids', query: { ...good, 'InstanceId.3': 'i-2' }, status: 400, code: 'MissingParameter' },
  { that: 'mixes both ways to name ids', query: { ...good, InstanceId: 'i-1' }, status: 400, code: 'InvalidParameter' },
  { that: 'names an id twice', query: { ...good, 'InstanceId.2': 'i-1' }, status: 400, code: 'InvalidParameter' },
  { that: 'has an empty id', query: { ...good, 'InstanceId.1': '' }, status: 403, code: 'InvalidInstanceId.NotFound' },
  {
    that: 'has a malformed id',
    query: { ...good, 'InstanceId.1': 'ins-1' },
    status: 403,
    code: 'Abs.InvalidInstanceIds.MalFormed',
  },
  {
    that: 'has 101 ids',
    query: { RegionId: 'cn-hangzhou', ...ids(101) },
    status: 403,
    code: 'InvalidParameter.TooManyInstanceIds',
  },
  { that: 'has a yes that is none', query: { ...good, DryRun: 'yes' }, status: 400, code: 'InvalidParameter' },
  { that: 'has an unknown mode', query: { ...good, BatchOptimization: 'Best' }, status: 400, code: 'InvalidParameter' },
  { that: 'has an unknown parameter', query: { ...good, ForceStop: 'true' }, status: 400, code: 'UnsupportedParameter' },
  {
    that: 'starts with tags',
    query: { ...good, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
    status: 400,
    code: 'UnsupportedParameter',
  },
  {
    that: 'forces with a yes that is none',
    action: 'StopInstances',
    query: { ...good, ForceStop: '1' },
    status: 400,
    code: 'InvalidParameter',
  },
  {
    that: 'stops in an unknown mode',
    action: 'StopInstances',
    query: { ...good, StoppedMode: 'KEEP_CHARGING' },
    status: 400,
    code: 'InvalidParameter',
  },
  {
    that: 'stops with hibernation',
    action: 'StopInstances',
    query: { ...good, Hibernate: 'true' },
    status: 400,
    code: 'UnsupportedParameter',
  },
  {
    that: 'stops 101 ids',
    action: 'StopInstances',
    query: { RegionId: 'cn-hangzhou', ...ids(101) },
    status: 403,
    code: 'InvalidParameter.TooManyInstanceIds',
  },
  {
    that: 'gives StartInstance a list',
    action: 'StartInstance',
    query: { 'InstanceId.1': 'i-1' },
    status: 400,
    code: 'InvalidParameter',
  },
  {
    that: 'gives StartInstance a region',
    action: 'StartInstance',
    query: { InstanceId: 'i-1', RegionId: 'cn-hangzhou' },
    status: 400,
    code: 'UnsupportedParameter',
  },
  { that: 'describes without a region', action: 'DescribeInstances', query: {}, status: 400, code: 'MissingParameter' },
  {
    that: 'describes ids that are no JSON',
    action: 'DescribeInstances',
    query: { RegionId: 'cn-hangzhou', InstanceIds: 'i-1' },
    status: 400,
    code: 'InvalidParameter',
  },
  { that: 'describes numbers', action: 'DescribeInstances', query: jsonIds([1]), status: 400, code: 'InvalidParameter' },
  {
    that: 'describes an id twice',
    action: 'DescribeInstances',
    query: jsonIds(['i-1', 'i-1']),
    status: 400,
    code: 'InvalidParameter',
  },
  { that: 'describes a malformed id', action: 'DescribeInstances', query: jsonIds(['']), status: 400, code: 'InvalidParameter' },
  {
    that: 'describes 101 ids',
    action: 'DescribeInstances',
    query: jsonIds(Object.values(ids(101))),
    status: 403,
    code: 'InvalidParameter.TooManyInstanceIds',
  },
  {
    that: 'wants a page of some rows',
    action: 'DescribeInstances',
    query: { RegionId: 'cn-hangzhou', MaxResults: 'some' },
    status: 400,
    code: 'InvalidParameter',
  },
  {
    that: 'makes its own token',
    action: 'DescribeInstances',
    query: { RegionId: 'cn-hangzhou', NextToken: '10' },
    status: 400,
    code: 'InvalidParameter',
  },
];

describe('the Alibaba stand-in refuses a call that', () => {
  it.each(rows)('$that: $status $code', async ({ action = 'StartInstances', query, status, code }) => {
    const { clouds, alibaba } = await openClouds(state);
    expect(await alibaba(action, query)).toMatchObject({
      status,
      json: { Code: code, Message: expect.stringMatching(/^[A-Z].+\.$/) },
    });
    expect(clouds.instance('alibaba', 'i-1')?.status).toBe('Stopped');
  });
});
