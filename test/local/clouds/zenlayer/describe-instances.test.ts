import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const requestId = 'T00000000-0000-4000-8000-000000000001';
const office = { power: 'office-hours' };
const state = {
  instances: instances('zenlayer', {
    first: { tags: office },
    both: { tags: { team: 'web', ...office }, resourceGroup: 'group-7', status: 'RUNNING' },
    nights: { tags: { power: 'nights' }, resourceGroup: 'group-7' },
    bare: { status: 'STARTING' },
    hidden: { tags: office, hidden: true },
  }),
};
const power = { key: 'power', value: 'office-hours' };

describe('DescribeInstances of the Zenlayer stand-in', () => {
  it('answers with the documented nesting', async () => {
    const { zenlayer } = await openClouds(state);
    const answer = await zenlayer('DescribeInstances', { instanceIds: ['both', 'absent', 'bare'] });
    const tags = [
      { key: 'team', value: 'web' },
      { key: 'power', value: 'office-hours' },
    ];
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        requestId,
        response: {
          requestId,
          totalCount: 2,
          dataSet: [
            expect.objectContaining({ instanceId: 'both', status: 'RUNNING', resourceGroupId: 'group-7', tags: { tags } }),
            expect.objectContaining({ instanceId: 'bare', status: 'BOOTING', tags: { tags: [] } }),
          ],
        },
      },
    ]);
  });

  it.each([
    { body: {}, shown: ['first', 'both', 'nights', 'bare'] },
    { body: { instanceIds: [], tags: [], tagKeys: [] }, shown: ['first', 'both', 'nights', 'bare'] },
    { body: { tags: [power] }, shown: ['first', 'both'] },
    { body: { tags: [power, { key: 'team', value: 'web' }] }, shown: ['first', 'both'] },
    { body: { tags: [{ key: 'power', value: 'never' }] }, shown: [] },
    { body: { tags: [{ key: 'constructor', value: 'x' }] }, shown: [] },
    { body: { tagKeys: ['team'] }, shown: ['both'] },
    { body: { tagKeys: ['constructor'] }, shown: [] },
    { body: { resourceGroupId: 'group-7' }, shown: ['both', 'nights'] },
    { body: { resourceGroupId: 'group-7', tags: [power] }, shown: ['both'] },
    { body: { resourceGroupId: 'group-8' }, shown: [] },
    { body: { status: 'BOOTING' }, shown: ['bare'] },
    { body: { instanceIds: ['nights', 'first'], tags: [power] }, shown: ['first'] },
  ])('shows $shown for $body', async ({ body, shown }) => {
    const { zenlayer } = await openClouds(state);
    expect((await zenlayer('DescribeInstances', body)).json).toEqual({
      requestId,
      response: {
        requestId,
        totalCount: shown.length,
        dataSet: shown.map((instanceId) => expect.objectContaining({ instanceId })),
      },
    });
  });

  it('has one resource group for all instances without one of their own', async () => {
    const { zenlayer } = await openClouds({ instances: instances('zenlayer', { a: {}, b: {}, c: { resourceGroup: 'mine' } }) });
    const { json } = await zenlayer('DescribeInstances', {});
    const [a, b, c] = (json as { response: { dataSet: { resourceGroupId: string }[] } }).response.dataSet;
    expect([a?.resourceGroupId, c?.resourceGroupId]).toEqual([b?.resourceGroupId, 'mine']);
    const { json: shared } = await zenlayer('DescribeInstances', { resourceGroupId: a?.resourceGroupId });
    expect(shared).toMatchObject({ response: { totalCount: 2, dataSet: [a, b] } });
  });

  it.each([
    { body: {}, from: 0, to: 20 },
    { body: { pageNum: 2 }, from: 20, to: 40 },
    { body: { pageSize: 100, pageNum: 2 }, from: 100, to: 123 },
    { body: { pageSize: 1000 }, from: 0, to: 123 },
    { body: { pageNum: 8 }, from: 123, to: 123 },
  ])('gives $body the rows from $from to $to of 123', async ({ body, from, to }) => {
    const ids = Array.from({ length: 123 }, (_, at) => `z${at}`);
    const rows = Object.fromEntries(ids.map((id) => [id, { tags: office }]));
    const { zenlayer } = await openClouds({ instances: instances('zenlayer', rows) });
    const dataSet = ids.slice(from, to).map((instanceId) => ({ instanceId }));
    expect((await zenlayer('DescribeInstances', { tags: [power], ...body })).json).toMatchObject({
      response: { totalCount: 123, dataSet },
    });
  });

  it('moves the rows it shows on under clock "requests"', async () => {
    const rows = { a: { status: 'STOPPING' }, b: { status: 'STOPPING' } };
    const { clouds, zenlayer } = await openClouds({ clock: 'requests', instances: instances('zenlayer', rows) });
    await zenlayer('DescribeInstances', { pageSize: 1, pageNum: 2 });
    expect(['a', 'b'].map((id) => clouds.instance('zenlayer', id)?.status)).toEqual(['STOPPING', 'STOPPED']);
  });

  it.each([
    { body: { tags: power }, code: 'INVALID_PARAMETER_TYPE' },
    { body: { tags: [{ key: 'power' }] }, code: 'INVALID_PARAMETER_TYPE' },
    { body: { tags: [{ ...power, colour: 'red' }] }, code: 'INVALID_PARAMETER_VALUE' },
    { body: { tags: [{ key: '', value: 'x' }] }, code: 'INVALID_PARAMETER_LESS_LENGTH' },
    { body: { tags: [{ key: 'x'.repeat(65), value: 'x' }] }, code: 'INVALID_PARAMETER_EXCEED_LENGTH' },
    { body: { tags: Array.from({ length: 21 }, () => power) }, code: 'INVALID_PARAMETER_EXCEED_LENGTH' },
    { body: { tagKeys: Array.from({ length: 21 }, () => 'x') }, code: 'INVALID_PARAMETER_EXCEED_LENGTH' },
    { body: { resourceGroupId: 7 }, code: 'INVALID_PARAMETER_TYPE' },
    { body: { name: 'fuzzy' }, code: 'INVALID_PARAMETER_VALUE' },
    { body: { pageSize: 1001 }, code: 'INVALID_PARAMETER_EXCEED_MAXIMUM' },
    { body: { pageNum: 0 }, code: 'INVALID_PARAMETER_LESS_MINIMUM' },
  ])('refuses $body: 400 $code', async ({ body, code }) => {
    const { zenlayer } = await openClouds(state);
    expect(await zenlayer('DescribeInstances', body)).toMatchObject({
      status: 400,
      json: { code, message: expect.stringMatching(/^[A-Z].+\.$/) },
    });
  });
});
