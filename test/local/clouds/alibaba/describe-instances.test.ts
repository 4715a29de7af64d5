import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { instances, openClouds } from '../support/open-clouds.ts';

const RegionId = 'cn-hangzhou';
const page = z.object({
  NextToken: z.string(),
  PageSize: z.number(),
  Instances: z.object({ Instance: z.array(z.object({ InstanceId: z.string() })) }),
});

describe('DescribeInstances of the Alibaba stand-in', () => {
  it('answers with the documented nesting', async () => {
    const { alibaba } = await openClouds({ instances: instances('alibaba', { 'i-1': { lock: 'security' } }) });
    expect(await alibaba('DescribeInstances', { RegionId })).toMatchObject({
      status: 200,
      json: {
        RequestId: '00000000-0000-4000-8000-000000000001',
        NextToken: '',
        TotalCount: 1,
        Instances: {
          Instance: [
            { InstanceId: 'i-1', Status: 'Stopped', RegionId, OperationLocks: { LockReason: [{ LockReason: 'security' }] } },
          ],
        },
      },
    });
  });

  it.each([
    { that: 'all of the region without ids', query: {}, shown: ['i-1', 'i-2', 'i-running'] },
    {
      that: 'only what is there and asked for',
      query: { InstanceIds: '["i-running","i-TestID","i-1"]' },
      shown: ['i-1', 'i-running'],
    },
    { that: 'nothing for an empty list', query: { InstanceIds: '[]' }, shown: [] },
    { that: 'nothing of another region', query: { InstanceIds: '["i-far"]' }, shown: [] },
    { that: 'nothing that is hidden', query: { InstanceIds: '["i-hidden"]' }, shown: [] },
    { that: 'the other region', query: { RegionId: 'cn-beijing' }, shown: ['i-far'] },
    { that: 'an empty region', query: { RegionId: 'cn-shanghai' }, shown: [] },
  ])('shows $that', async ({ query, shown }) => {
    const { alibaba } = await openClouds({
      instances: instances('alibaba', {
        'i-1': {},
        'i-2': {},
        'i-running': { status: 'Running' },
        'i-far': { region: 'cn-beijing' },
        'i-hidden': { hidden: true },
      }),
    });
    const { json } = await alibaba('DescribeInstances', { RegionId, ...query });
    expect(page.parse(json).Instances.Instance.map(({ InstanceId }) => InstanceId)).toEqual(shown);
  });

  it.each([
    { wanted: undefined, size: 10, pages: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3] },
    { wanted: '1', size: 10, pages: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3] },
    { wanted: '41', size: 41, pages: [41, 41, 41] },
    { wanted: '1000', size: 100, pages: [100, 23] },
  ])('pages 123 instances by $pages when MaxResults is $wanted', async ({ wanted, size, pages }) => {
    const ids = Array.from({ length: 123 }, (_, at) => `i-${at}`);
    const { alibaba } = await openClouds({ instances: instances('alibaba', Object.fromEntries(ids.map((id) => [id, {}]))) });
    const seen: string[][] = [];
    let token = '';
    do {
      const query = {
        RegionId,
        ...(wanted === undefined ? {} : { MaxResults: wanted }),
        ...(token === '' ? {} : { NextToken: token }),
      };
      const one = page.parse((await alibaba('DescribeInstances', query)).json);
      expect(one.PageSize).toBe(size);
      seen.push(one.Instances.Instance.map(({ InstanceId }) => InstanceId));
      token = one.NextToken;
    } while (token !== '');
    expect(seen.map((rows) => rows.length)).toEqual(pages);
    expect(seen.flat()).toEqual(ids);
  });

  it('answers a dry run with 400 DryRunOperation', async () => {
    const { clouds, alibaba } = await openClouds({ instances: [] });
    const answer = await alibaba('DescribeInstances', { RegionId, DryRun: 'true', InstanceIds: '["i-1"]' });
    expect(answer).toMatchObject({ status: 400, json: { Code: 'DryRunOperation' } });
    expect(clouds.calls).toMatchObject([{ action: 'DescribeInstances', dryRun: true, ids: ['i-1'] }]);
  });
});
