import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const [first, second] = ['ins-aaaa0001', 'ins-aaaa0002'];
const requestId = '00000000-0000-4000-8000-000000000001';
const state = {
  instances: instances('tencent', {
    [first]: {},
    [second]: {},
    'ins-running0': { status: 'RUNNING' },
    'ins-starting': { status: 'STARTING' },
    'ins-expired0': { lock: 'EXPIRED' },
    'ins-far00000': { region: 'ap-beijing' },
    'ins-hidden00': { hidden: true },
  }),
};

describe('the describes of the Tencent stand-in', () => {
  it('answer with the documented nesting', async () => {
    const { tencent } = await openClouds(state);
    const details = await tencent('DescribeInstances', {
      InstanceIds: ['ins-expired0', first, 'ins-absent00', 'ins-far00000', 'ins-hidden00'],
    });
    const states = await tencent('DescribeInstancesStatus', { InstanceIds: ['ins-running0', 'ins-absent00'] });
    expect(details.json).toMatchObject({
      Response: {
        TotalCount: 2,
        InstanceSet: [
          {
            InstanceId: first,
            InstanceState: 'STOPPED',
            RestrictState: 'NORMAL',
            LatestOperation: null,
            LatestOperationState: null,
          },
          { InstanceId: 'ins-expired0', InstanceState: 'STOPPED', RestrictState: 'EXPIRED' },
        ],
        RequestId: requestId,
      },
    });
    expect(states.json).toEqual({
      Response: {
        TotalCount: 1,
        InstanceStatusSet: [{ InstanceId: 'ins-running0', InstanceState: 'RUNNING' }],
        RequestId: expect.any(String),
      },
    });
  });

  it.each([
    { Filters: [{ Name: 'instance-state', Values: ['RUNNING', 'STARTING'] }], shown: ['ins-running0', 'ins-starting'] },
    {
      Filters: [
        { Name: 'instance-state', Values: ['STOPPED'] },
        { Name: 'instance-id', Values: [second, 'ins-running0'] },
      ],
      shown: [second],
    },
  ])('find $shown by filters', async ({ Filters, shown }) => {
    const { tencent } = await openClouds(state);
    const { json } = await tencent('DescribeInstances', { Filters });
    expect(json).toMatchObject({
      Response: { TotalCount: shown.length, InstanceSet: shown.map((InstanceId) => ({ InstanceId })) },
    });
  });

  it.each([
    { action: 'DescribeInstances', set: 'InstanceSet', paging: {}, from: 0, to: 20 },
    { action: 'DescribeInstances', set: 'InstanceSet', paging: { Limit: 100 }, from: 0, to: 100 },
    { action: 'DescribeInstances', set: 'InstanceSet', paging: { Limit: 100, Offset: 100 }, from: 100, to: 123 },
    { action: 'DescribeInstancesStatus', set: 'InstanceStatusSet', paging: { Offset: 20 }, from: 20, to: 40 },
    { action: 'DescribeInstancesStatus', set: 'InstanceStatusSet', paging: { Offset: 200 }, from: 123, to: 123 },
  ])('give $action with $paging the rows from $from to $to of 123', async ({ action, set, paging, from, to }) => {
    const ids = Array.from({ length: 123 }, (_, at) => `ins-${String(at).padStart(8, '0')}`);
    const { tencent } = await openClouds({ instances: instances('tencent', Object.fromEntries(ids.map((id) => [id, {}]))) });
    const { json } = await tencent(action, paging);
    const rows = ids.slice(from, to).map((InstanceId) => expect.objectContaining({ InstanceId }));
    expect(json).toEqual({ Response: { TotalCount: 123, [set]: rows, RequestId: requestId } });
  });
});
