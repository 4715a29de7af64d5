import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { instances, openClouds } from '../support/open-clouds.ts';

const RegionId = 'cn-hangzhou';
const office = { power: 'office-hours' };
const page = z.object({
  NextToken: z.string(),
  Instances: z.object({ Instance: z.array(z.object({ InstanceId: z.string() })) }),
});

function tagged(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value], at) => [
      [`Tag.${at + 1}.Key`, key],
      [`Tag.${at + 1}.Value`, value],
    ]),
  );
}

describe('a listing by tags of the Alibaba stand-in', () => {
  it.each([
    { that: 'those with the tag', tags: office, more: {}, shown: ['i-1', 'i-both'] },
    { that: 'those with all of the tags', tags: { ...office, team: 'web' }, more: {}, shown: ['i-both'] },
    { that: 'those with the key, for an empty value', tags: { power: '' }, more: {}, shown: ['i-1', 'i-both', 'i-nights'] },
    { that: 'nothing for another value', tags: { power: 'never' }, more: {}, shown: [] },
    { that: 'nothing for what every object has', tags: { constructor: '' }, more: {}, shown: [] },
    { that: 'those among the ids', tags: office, more: { InstanceIds: '["i-both","i-nights"]' }, shown: ['i-both'] },
    { that: 'those of the region', tags: office, more: { RegionId: 'cn-beijing' }, shown: ['i-far'] },
  ])('shows $that', async ({ tags, more, shown }) => {
    const { alibaba } = await openClouds({
      instances: instances('alibaba', {
        'i-1': { tags: office },
        'i-both': { tags: { team: 'web', ...office } },
        'i-nights': { tags: { power: 'nights' } },
        'i-bare': {},
        'i-far': { tags: office, region: 'cn-beijing' },
        'i-hidden': { tags: office, hidden: true },
      }),
    });
    const { json } = await alibaba('DescribeInstances', { RegionId, ...tagged(tags), ...more });
    expect(page.parse(json).Instances.Instance.map(({ InstanceId }) => InstanceId)).toEqual(shown);
  });

  it('names the tags of each row in the words of an answer', async () => {
    const { alibaba } = await openClouds({
      instances: instances('alibaba', { 'i-1': { tags: { power: 'office-hours', team: '' } }, 'i-2': {} }),
    });
    const Tag = [
      { TagKey: 'power', TagValue: 'office-hours' },
      { TagKey: 'team', TagValue: '' },
    ];
    expect((await alibaba('DescribeInstances', { RegionId })).json).toMatchObject({
      Instances: { Instance: [{ Tags: { Tag } }, { Tags: { Tag: [] } }] },
    });
  });

  it.each([
    { query: tagged(office), rows: 1000 },
    { query: {}, rows: 1010 },
  ])('with $query has $rows of 1,010 tagged instances', async ({ query, rows }) => {
    const ids = Array.from({ length: 1010 }, (_, at) => `i-${at}`);
    const { alibaba } = await openClouds({
      instances: instances('alibaba', Object.fromEntries(ids.map((id) => [id, { tags: office }]))),
    });
    const seen: string[] = [];
    for (let token: string | null = ''; token !== null; ) {
      const paging = { MaxResults: '100', ...(token === '' ? {} : { NextToken: token }) };
      const one = page.parse((await alibaba('DescribeInstances', { RegionId, ...query, ...paging })).json);
      seen.push(...one.Instances.Instance.map(({ InstanceId }) => InstanceId));
      token = one.NextToken || null;
    }
    expect(seen).toEqual(ids.slice(0, rows));
  });

  it.each([
    {
      that: '21 tags',
      query: tagged(Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`k${at}`, 'v']))),
      code: 'InvalidTagCount',
    },
    { that: 'a key without a value', query: { 'Tag.1.Key': 'power' }, code: 'InvalidTag.Mismatch' },
    { that: 'a value without a key', query: { 'Tag.1.Value': 'office-hours' }, code: 'InvalidTag.Mismatch' },
    { that: 'an empty key', query: { 'Tag.1.Key': '', 'Tag.1.Value': '' }, code: 'InvalidTag.Mismatch' },
    { that: 'a gap in the numbers', query: { 'Tag.2.Key': 'power', 'Tag.2.Value': '' }, code: 'InvalidTag.Mismatch' },
    { that: 'tags counted from 0', query: { 'Tag.0.Key': 'power', 'Tag.0.Value': '' }, code: 'UnsupportedParameter' },
    { that: 'the words of an answer', query: { 'Tag.1.TagKey': 'power', 'Tag.1.TagValue': '' }, code: 'UnsupportedParameter' },
    { that: 'tags as JSON', query: { ...tagged(office), Tag: '[]' }, code: 'InvalidParameter' },
  ])('is refused with $that: 400 $code', async ({ query, code }) => {
    const { alibaba } = await openClouds({ instances: [] });
    expect(await alibaba('DescribeInstances', { RegionId, ...query })).toMatchObject({
      status: 400,
      json: { Code: code, Message: expect.stringMatching(/^[A-Z].+\.$/) },
    });
  });
});
