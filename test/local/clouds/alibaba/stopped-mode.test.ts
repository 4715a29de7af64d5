import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

const RegionId = 'cn-hangzhou';
const numbered = (ids: readonly string[]) => Object.fromEntries(ids.map((id, at) => [`InstanceId.${at + 1}`, id]));
const row = (InstanceId: string, PreviousStatus: string, CurrentStatus: string, Code: string) => ({
  InstanceId,
  PreviousStatus,
  CurrentStatus,
  Code,
  Message: expect.stringMatching(/./),
});
const running = { status: 'Running', stopSeconds: 0 };
const kept = { StoppedMode: 'KeepCharging', ForceStop: 'false' };
const state = {
  instances: instances('alibaba', {
    'i-1': running,
    'i-2': running,
    'i-stopped': {},
    'i-stopping': { status: 'Stopping' },
    'i-starting': { status: 'Starting' },
    'i-locked': { ...running, lock: 'security' },
    'i-managed': { ...running, refusesStop: { code: 'OperationDenied.SystemInstanceNotSupport', status: 403 } },
    'i-classic': { ...running, noStopCharging: true },
    'i-far': { ...running, region: 'cn-beijing' },
  }),
};

describe('StopInstances of the Alibaba stand-in', () => {
  it('answers row by row with SuccessFirst, and stops what it can', async () => {
    const { clouds, alibaba } = await openClouds(state);
    const ids = ['i-1', 'i-TestID', 'i-stopped', 'i-stopping', 'i-starting', 'i-locked', 'i-managed', 'i-far'];
    const query = { RegionId, ...kept, BatchOptimization: 'SuccessFirst', ...numbered(ids) };
    const answer = await alibaba('StopInstances', query);
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        RequestId: '00000000-0000-4000-8000-000000000001',
        InstanceResponses: {
          InstanceResponse: [
            { ...row('i-1', 'Running', 'Stopping', '200'), Message: 'success' },
            row('i-TestID', '', '', 'InvalidInstanceId.NotFound'),
            row('i-stopped', 'Stopped', 'Stopped', 'IncorrectInstanceStatus'),
            row('i-stopping', 'Stopping', 'Stopping', 'IncorrectInstanceStatus'),
            row('i-starting', 'Starting', 'Starting', 'IncorrectInstanceStatus'),
            row('i-locked', 'Running', 'Stopping', '200'),
            row('i-managed', 'Running', 'Running', 'OperationDenied.SystemInstanceNotSupport'),
            row('i-far', '', '', 'InvalidInstanceId.NotFound'),
          ],
        },
      },
    ]);
    expect(clouds.calls).toMatchObject([{ action: 'StopInstances', dryRun: false, ids, code: null }]);
  });

  it.each([
    { bad: 'i-TestID', status: 404, code: 'InvalidInstanceId.NotFound' },
    { bad: 'i-stopped', status: 403, code: 'IncorrectInstanceStatus' },
    { bad: 'i-managed', status: 403, code: 'OperationDenied.SystemInstanceNotSupport' },
  ])('stops nothing AllTogether when one of them is $bad: $status $code, dry or not', async ({ bad, status, code }) => {
    const { clouds, alibaba } = await openClouds(state);
    const query = { RegionId, ...kept, ...numbered(['i-1', bad, 'i-2']) };
    const answers = [];
    for (const more of [{}, { BatchOptimization: 'AllTogether' }, { DryRun: 'true' }]) {
      answers.push(await alibaba('StopInstances', { ...query, ...more }));
    }
    expect(answers).toMatchObject(Array.from({ length: 3 }, () => ({ status, json: { Code: code } })));
    expect(clouds.instance('alibaba', 'i-1')).toMatchObject({ status: 'Running', lastStop: null });
  });

  it.each([
    { more: {}, ids: ['i-1', 'i-2'] },
    { more: { ForceStop: 'true' }, ids: ['i-1', 'i-stopping'] },
    { more: { BatchOptimization: 'SuccessFirst' }, ids: ['i-TestID', 'i-stopped'] },
  ])('answers a dry run of $ids with $more with 400 DRYRUN.SUCCESS and stops nothing', async ({ more, ids }) => {
    const { clouds, alibaba } = await openClouds(state);
    const answer = await alibaba('StopInstances', { RegionId, ...kept, DryRun: 'true', ...numbered(ids), ...more });
    expect(answer).toMatchObject({ status: 400, json: { Code: 'DRYRUN.SUCCESS' } });
    expect(clouds.instance('alibaba', 'i-1')).toMatchObject({ status: 'Running', lastStop: null });
  });

  it.each([
    { id: 'i-1', more: { StoppedMode: 'KeepCharging' }, forced: false, shown: 'KeepCharging' },
    { id: 'i-1', more: { StoppedMode: 'StopCharging', ForceStop: 'true' }, forced: true, shown: 'StopCharging' },
    { id: 'i-1', more: {}, forced: false, shown: 'StopCharging' },
    { id: 'i-classic', more: { StoppedMode: 'StopCharging' }, forced: false, shown: 'KeepCharging' },
  ])('leaves $id after $more in StoppedMode $shown', async ({ id, more, forced, shown }) => {
    const { clouds, alibaba } = await openClouds(state);
    const describe = { RegionId, InstanceIds: JSON.stringify([id]) };
    const before = (await alibaba('DescribeInstances', describe)).json;
    await alibaba('StopInstances', { RegionId, 'InstanceId.1': id, ...more });
    expect(before).toMatchObject({ Instances: { Instance: [{ StoppedMode: 'Not-applicable' }] } });
    expect((await alibaba('DescribeInstances', describe)).json).toMatchObject({
      Instances: { Instance: [{ StoppedMode: shown }] },
    });
    expect(clouds.instance('alibaba', id)?.lastStop).toEqual({ forced, stopCharging: shown === 'StopCharging' });
  });

  it.each([
    { StoppedMode: 'StopCharging', codes: ['OperationDenied.NoStock', 'DRYRUN.SUCCESS', '200'] },
    { StoppedMode: 'KeepCharging', codes: ['DRYRUN.SUCCESS', 'DRYRUN.SUCCESS', '200'] },
  ])('finds no stock as often as planned after $StoppedMode: $codes', async ({ StoppedMode, codes }) => {
    const { alibaba } = await openClouds({ instances: instances('alibaba', { 'i-1': { ...running, soldOut: 1 } }) });
    const query = { RegionId, 'InstanceId.1': 'i-1' };
    await alibaba('StopInstances', { ...query, StoppedMode });
    const met = [];
    const tries = StoppedMode === 'StopCharging' ? [{}, { DryRun: 'true' }, {}] : [{ DryRun: 'true' }, { DryRun: 'true' }, {}];
    for (const more of tries) met.push((await alibaba('StartInstances', { ...query, ...more })).json);
    const last = { InstanceResponses: { InstanceResponse: [{ Code: '200' }] } };
    expect(met).toMatchObject([{ Code: codes[0] }, { Code: codes[1] }, last]);
  });
});
