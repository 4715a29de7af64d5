import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

const [first, second] = ['1500000000000000001', '1500000000000000002'];
const requestId = 'T00000000-0000-4000-8000-000000000001';
const state = {
  instances: instances('zenlayer', {
    [first]: {},
    [second]: {},
    running: { status: 'RUNNING' },
    starting: { status: 'STARTING' },
    stopping: { status: 'STOPPING' },
    recycled: { status: 'RECYCLE' },
    quiet: { refuses: { code: null, times: 1 } },
    loud: { refuses: { code: 'STOCK_INSUFFICIENT', status: 400, times: 1 } },
    hidden: { hidden: true },
  }),
};

describe('StartInstances of the Zenlayer stand-in', () => {
  it('lists the ids that failed, and starts the others', async () => {
    const { clouds, zenlayer } = await openClouds(state);
    const ids = [first, 'quiet', second, 'hidden'];
    const answer = await zenlayer('StartInstances', { instanceIds: ids });
    expect([answer.status, answer.json]).toEqual([200, { requestId, response: { requestId, instanceIds: ['quiet'] } }]);
    expect(ids.map((id) => clouds.instance('zenlayer', id)?.status)).toEqual(['BOOTING', 'STOPPED', 'BOOTING', 'BOOTING']);
    expect(clouds.calls).toMatchObject([{ provider: 'zenlayer', action: 'StartInstances', dryRun: false, ids, code: null }]);
  });

  it.each([
    { bad: '1599999999999999999', status: 404, code: 'INVALID_INSTANCE_NOT_FOUND' },
    { bad: 'recycled', status: 403, code: 'OPERATION_DENIED_INSTANCE_RECYCLED' },
    { bad: 'running', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' },
    { bad: 'starting', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' },
    { bad: 'stopping', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' },
    { bad: 'loud', status: 400, code: 'STOCK_INSUFFICIENT' },
  ])('starts nothing when one of them is $bad: $status $code', async ({ bad, status, code }) => {
    const { clouds, zenlayer } = await openClouds(state);
    const answer = await zenlayer('StartInstances', { instanceIds: [first, 'quiet', bad, second] });
    expect([answer.status, answer.json]).toEqual([status, { requestId, code, message: expect.stringMatching(/^[A-Z].+\.$/) }]);
    expect([first, second].map((id) => clouds.instance('zenlayer', id)?.status)).toEqual(['STOPPED', 'STOPPED']);
  });

  it('refuses as often as planned, aloud or quietly', async () => {
    const { zenlayer } = await openClouds(state);
    const answers = [];
    for (let at = 0; at < 3; at += 1)
      answers.push(await zenlayer('StartInstances', { instanceIds: ['quiet', at === 2 ? first : 'loud'] }));
    expect(answers).toMatchObject([
      { status: 400, json: { code: 'STOCK_INSUFFICIENT' } },
      { status: 200, json: { response: { instanceIds: ['quiet'] } } },
      { status: 200, json: { response: { instanceIds: [] } } },
    ]);
  });
});

describe('DescribeInstancesStatus of the Zenlayer stand-in', () => {
  it.each([
    {
      that: 'what is there and asked for',
      body: { instanceIds: ['running', 'absent', first, 'hidden'] },
      shown: { [first]: 'STOPPED', running: 'RUNNING' },
    },
    { that: 'BOOTING for STARTING', body: { instanceIds: ['starting'] }, shown: { starting: 'BOOTING' } },
    { that: 'the recycle bin', body: { instanceIds: ['recycled'] }, shown: { recycled: 'RECYCLE' } },
    { that: 'nothing for an unknown id', body: { instanceIds: ['absent'] }, shown: {} },
  ])('shows $that', async ({ body, shown }) => {
    const { zenlayer } = await openClouds(state);
    const rows = Object.entries(shown).map(([instanceId, instanceStatus]) => ({ instanceId, instanceStatus }));
    expect((await zenlayer('DescribeInstancesStatus', body)).json).toEqual({
      requestId,
      response: { requestId, totalCount: rows.length, dataSet: rows },
    });
  });

  it.each([
    { body: {}, from: 0, to: 20 },
    { body: { instanceIds: [] }, from: 0, to: 20 },
    { body: { pageNum: 2 }, from: 20, to: 40 },
    { body: { pageSize: 100, pageNum: 2 }, from: 100, to: 123 },
    { body: { pageSize: 1000 }, from: 0, to: 123 },
    { body: { pageNum: 8 }, from: 123, to: 123 },
  ])('gives $body the rows from $from to $to of 123', async ({ body, from, to }) => {
    const ids = Array.from({ length: 123 }, (_, at) => `z${at}`);
    const { zenlayer } = await openClouds({ instances: instances('zenlayer', Object.fromEntries(ids.map((id) => [id, {}]))) });
    const dataSet = ids.slice(from, to).map((instanceId) => ({ instanceId, instanceStatus: 'STOPPED' }));
    expect((await zenlayer('DescribeInstancesStatus', body)).json).toMatchObject({ response: { totalCount: 123, dataSet } });
  });
});
