import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

const [first, second] = ['ins-aaaa0001', 'ins-aaaa0002'];
const requestId = '00000000-0000-4000-8000-000000000001';
const state = {
  instances: instances('tencent', {
    [first]: {},
    [second]: {},
    'ins-running0': { status: 'RUNNING' },
    'ins-starting': { status: 'STARTING' },
    'ins-stopping': { status: 'STOPPING' },
    'ins-rescue00': { status: 'RESCUE_MODE' },
    'ins-strange0': { status: 'DREAMING' },
    'ins-expired0': { lock: 'EXPIRED' },
    'ins-normal00': { lock: 'NORMAL' },
    'ins-refuses0': { refuses: { code: 'OperationDenied.InstanceOperationInProgress' } },
    'ins-far00000': { region: 'ap-beijing' },
    'ins-hidden00': { hidden: true },
  }),
};

describe('StartInstances of the Tencent stand-in', () => {
  it('starts all and answers with nothing but a request id', async () => {
    const { clouds, tencent } = await openClouds(state);
    const ids = [first, second, 'ins-normal00', 'ins-hidden00'];
    const answer = await tencent('StartInstances', { InstanceIds: ids });
    expect([answer.status, answer.json]).toEqual([200, { Response: { RequestId: requestId } }]);
    expect(ids.map((id) => clouds.instance('tencent', id)?.status)).toEqual(['STARTING', 'STARTING', 'STARTING', 'STARTING']);
    expect(clouds.calls).toMatchObject([{ provider: 'tencent', action: 'StartInstances', dryRun: false, ids, code: null }]);
  });

  it.each([
    { bad: 'ins-running0', code: 'UnsupportedOperation.InstanceStateRunning' },
    { bad: 'ins-starting', code: 'UnsupportedOperation.InstanceStateStarting' },
    { bad: 'ins-stopping', code: 'UnsupportedOperation.InstanceStateStopping' },
    { bad: 'ins-rescue00', code: 'UnsupportedOperation.InstanceStateRescueMode' },
    { bad: 'ins-strange0', code: 'UnsupportedOperation' },
    { bad: 'ins-expired0', code: 'UnsupportedOperation.InstanceStateIsolating' },
    { bad: 'ins-refuses0', code: 'OperationDenied.InstanceOperationInProgress' },
    { bad: 'ins-far00000', code: 'InvalidInstanceId.NotFound' },
    { bad: 'ins-absent00', code: 'InvalidInstanceId.NotFound' },
  ])('starts nothing when the first offender is $bad: $code', async ({ bad, code }) => {
    const { clouds, tencent } = await openClouds(state);
    const answer = await tencent('StartInstances', {
      InstanceIds: [first, bad, 'ins-running0', second].filter((id, at, all) => all.indexOf(id) === at),
    });
    expect(answer).toMatchObject({ status: 200, json: { Response: { Error: { Code: code }, RequestId: requestId } } });
    expect([first, second].map((id) => clouds.instance('tencent', id)?.status)).toEqual(['STOPPED', 'STOPPED']);
  });

  it('refuses as often as planned', async () => {
    const refuses = { code: 'Vendor.New', message: 'So it is.', status: 503, times: 1 };
    const { tencent } = await openClouds({ instances: instances('tencent', { [first]: { refuses } }) });
    const answers = [];
    for (let at = 0; at < 2; at += 1) answers.push(await tencent('StartInstances', { InstanceIds: [first] }));
    expect(answers).toMatchObject([
      { status: 503, json: { Response: { Error: { Code: 'Vendor.New', Message: 'So it is.' } } } },
      { status: 200, json: { Response: { RequestId: expect.any(String) } } },
    ]);
  });
});

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
