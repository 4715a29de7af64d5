import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const first = '1500000000000000001';
const requestId = 'T00000000-0000-4000-8000-000000000001';
const state = {
  instances: instances('zenlayer', {
    [first]: {},
    running: { status: 'RUNNING' },
    starting: { status: 'STARTING' },
    recycled: { status: 'RECYCLE' },
    hidden: { hidden: true },
  }),
};

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
