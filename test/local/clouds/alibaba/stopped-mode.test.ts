import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const RegionId = 'cn-hangzhou';
const running = { status: 'Running', stopSeconds: 0 };
const state = { instances: instances('alibaba', { 'i-1': running, 'i-classic': { ...running, noStopCharging: true } }) };

describe('StopInstances of the Alibaba stand-in', () => {
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
