import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const office = { power: 'office-hours' };
const state = {
  instances: instances('tencent', {
    'ins-aaaa0001': { tags: office },
    'ins-both0000': { tags: { team: 'web', ...office }, status: 'RUNNING' },
    'ins-nights00': { tags: { power: 'nights' } },
    'ins-bare0000': {},
    'ins-far00000': { tags: { ...office, far: 'yes' }, region: 'ap-beijing' },
    'ins-hidden00': { tags: office, hidden: true },
  }),
};
const power = (...Values: string[]) => ({ Name: 'tag:power', Values });

describe('a listing by tags of the Tencent stand-in', () => {
  it.each([
    { Filters: [power('office-hours')], shown: ['ins-aaaa0001', 'ins-both0000'] },
    { Filters: [power('office-hours', 'nights')], shown: ['ins-aaaa0001', 'ins-both0000', 'ins-nights00'] },
    { Filters: [power('office-hours'), { Name: 'tag:team', Values: ['web'] }], shown: ['ins-both0000'] },
    { Filters: [{ Name: 'tag-key', Values: ['team'] }], shown: ['ins-both0000'] },
    { Filters: [power('office-hours'), { Name: 'instance-state', Values: ['STOPPED'] }], shown: ['ins-aaaa0001'] },
    { Filters: [power('never')], shown: [] },
    { Filters: [{ Name: 'tag:far', Values: ['yes'] }], shown: [] },
  ])('shows $shown for $Filters', async ({ Filters, shown }) => {
    const { tencent } = await openClouds(state);
    expect((await tencent('DescribeInstances', { Filters })).json).toEqual({
      Response: {
        TotalCount: shown.length,
        InstanceSet: shown.map((InstanceId) => expect.objectContaining({ InstanceId })),
        RequestId: expect.any(String),
      },
    });
  });

  it('names the tags of each row', async () => {
    const { tencent } = await openClouds(state);
    expect((await tencent('DescribeInstances', { InstanceIds: ['ins-both0000', 'ins-bare0000'] })).json).toMatchObject({
      Response: {
        InstanceSet: [
          {
            Tags: [
              { Key: 'team', Value: 'web' },
              { Key: 'power', Value: 'office-hours' },
            ],
          },
          { Tags: [] },
        ],
      },
    });
  });

  it('has all of 2,500, 100 at a time, and their number on every page', async () => {
    const ids = Array.from({ length: 2500 }, (_, at) => `ins-${String(at).padStart(8, '0')}`);
    const rows = Object.fromEntries(ids.map((id) => [id, { tags: office }]));
    const { tencent } = await openClouds({ instances: instances('tencent', rows) });
    for (const Offset of [0, 2000, 2400]) {
      const { json } = await tencent('DescribeInstances', { Filters: [power('office-hours')], Limit: 100, Offset });
      const InstanceSet = ids.slice(Offset, Offset + 100).map((InstanceId) => ({ InstanceId }));
      expect(json).toMatchObject({ Response: { TotalCount: 2500, InstanceSet } });
    }
  });

  it.each([
    {
      that: 'a key nobody has',
      Filters: [{ Name: 'tag:colour', Values: ['red'] }],
      code: 'InvalidParameterValue.TagKeyNotFound',
    },
    {
      that: 'a key nobody has',
      Filters: [{ Name: 'tag-key', Values: ['colour'] }],
      code: 'InvalidParameterValue.TagKeyNotFound',
    },
    {
      that: 'what every object has',
      Filters: [{ Name: 'tag:constructor', Values: ['x'] }],
      code: 'InvalidParameterValue.TagKeyNotFound',
    },
    { that: 'no key', Filters: [{ Name: 'tag:', Values: ['x'] }], code: 'InvalidFilter' },
    { that: 'values that nothing serves here', Filters: [{ Name: 'tag-value', Values: ['x'] }], code: 'InvalidFilter' },
    { that: 'no name', Filters: [{ Values: ['x'] }], code: 'InvalidFilter' },
    { that: 'a filter that says more', Filters: [{ ...power('x'), Not: true }], code: 'UnknownParameter' },
    { that: 'a filter that is none', Filters: ['tag:power'], code: 'InvalidParameter' },
    { that: 'six values', Filters: [power('1', '2', '3', '4', '5', '6')], code: 'InvalidParameterValue.LimitExceeded' },
    {
      that: 'eleven filters',
      Filters: Array.from({ length: 11 }, () => power('x')),
      code: 'InvalidParameterValue.LimitExceeded',
    },
  ])('is refused with $that: $code', async ({ Filters, code }) => {
    const { tencent } = await openClouds(state);
    expect((await tencent('DescribeInstances', { Filters })).json).toMatchObject({
      Response: { Error: { Code: code, Message: expect.stringMatching(/^[A-Z].+\.$/) } },
    });
  });
});
