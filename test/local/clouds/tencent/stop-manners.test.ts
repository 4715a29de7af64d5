import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const first = 'ins-aaaa0001';
const running = { status: 'RUNNING', stopSeconds: 0 };
const state = {
  instances: instances('tencent', {
    [first]: running,
    'ins-prepaid0': { ...running, noStopCharging: true },
    'ins-stuck000': { ...running, stuckStopping: true },
    'ins-deaf0000': { ...running, ignoresStop: 1 },
  }),
};

describe('StopInstances of the Tencent stand-in', () => {
  it.each([
    { id: first, more: {}, lastStop: { forced: false, stopCharging: false } },
    { id: first, more: { StopType: 'HARD' }, lastStop: { forced: true, stopCharging: false } },
    { id: first, more: { StopType: 'SOFT_FIRST' }, lastStop: { forced: false, stopCharging: false } },
    { id: 'ins-stuck000', more: { StopType: 'SOFT_FIRST' }, lastStop: { forced: true, stopCharging: false } },
    { id: 'ins-deaf0000', more: { ForceStop: true }, lastStop: { forced: true, stopCharging: false } },
    { id: first, more: { ForceStop: false }, lastStop: { forced: false, stopCharging: false } },
    { id: 'ins-prepaid0', more: { StoppedMode: 'KEEP_CHARGING' }, lastStop: { forced: false, stopCharging: false } },
    { id: first, more: { StoppedMode: 'STOP_CHARGING' }, lastStop: { forced: false, stopCharging: true } },
  ])('stops $id with $more as $lastStop', async ({ id, more, lastStop }) => {
    const { clouds, tencent } = await openClouds(state);
    const before = (await tencent('DescribeInstances', { InstanceIds: [id] })).json;
    await tencent('StopInstances', { InstanceIds: [id], ...more });
    const kept = id === 'ins-prepaid0' ? 'NOT_APPLICABLE' : 'KEEP_CHARGING';
    const StopChargingMode = lastStop.stopCharging ? 'STOP_CHARGING' : kept;
    expect(clouds.instance('tencent', id)).toMatchObject({ status: 'STOPPED', lastStop });
    expect(before).toMatchObject({ Response: { InstanceSet: [{ StopChargingMode: 'NOT_APPLICABLE' }] } });
    expect((await tencent('DescribeInstances', { InstanceIds: [id] })).json).toMatchObject({
      Response: { InstanceSet: [{ StopChargingMode }] },
    });
  });

  it.each([
    { StoppedMode: 'STOP_CHARGING', after: ['STOPPED', 'RUNNING'] },
    { StoppedMode: 'KEEP_CHARGING', after: ['RUNNING', 'RUNNING'] },
  ])('an instance without stock falls back as often as planned after $StoppedMode', async ({ StoppedMode, after }) => {
    const row = { ...running, startSeconds: 0, soldOut: 1 };
    const { clouds, tencent } = await openClouds({ instances: instances('tencent', { [first]: row }) });
    await tencent('StopInstances', { InstanceIds: [first], StoppedMode });
    const seen = [];
    for (let at = 0; at < 2; at += 1) {
      await tencent('StartInstances', { InstanceIds: [first] });
      seen.push(clouds.instance('tencent', first)?.status);
    }
    expect(seen).toEqual(after);
  });

  it.each([
    { body: { StopType: 'SOFT', ForceStop: false }, code: 'InvalidParameterCombination' },
    { body: { StopType: 'soft' }, code: 'InvalidParameterValue' },
    { body: { StoppedMode: 'StopCharging' }, code: 'InvalidParameterValue' },
    { body: { ForceStop: 'true' }, code: 'InvalidParameter' },
    { body: { Force: true }, code: 'UnknownParameter' },
    { body: { InstanceIds: [] }, code: 'InvalidParameterValue' },
  ])('refuses $body: $code', async ({ body, code }) => {
    const { clouds, tencent } = await openClouds(state);
    const { json } = await tencent('StopInstances', { InstanceIds: [first], ...body });
    expect(json).toMatchObject({ Response: { Error: { Code: code, Message: expect.stringMatching(/^[A-Z].+\.$/) } } });
    expect(clouds.instance('tencent', first)?.lastStop).toBeNull();
  });
});
