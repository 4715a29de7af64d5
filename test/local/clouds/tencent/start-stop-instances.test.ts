import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

const [first, second] = ['ins-aaaa0001', 'ins-aaaa0002'];
const requestId = '00000000-0000-4000-8000-000000000001';
const running = { status: 'RUNNING', stopSeconds: 0 };
const state = {
  instances: instances('tencent', {
    [first]: running,
    [second]: running,
    'ins-stopped0': {},
    'ins-stopping': { status: 'STOPPING' },
    'ins-starting': { status: 'STARTING' },
    'ins-shutdown': { status: 'SHUTDOWN' },
    'ins-migrates': { status: 'ENTER_SERVICE_LIVE_MIGRATE' },
    'ins-strange0': { status: 'DREAMING' },
    'ins-expired0': { ...running, lock: 'EXPIRED' },
    'ins-banned00': { ...running, refusesStop: { code: 'UnsupportedOperation.InstanceStateBanning' } },
    'ins-prepaid0': { ...running, noStopCharging: true },
    'ins-stuck000': { ...running, stuckStopping: true },
    'ins-deaf0000': { ...running, ignoresStop: 1 },
    'ins-far00000': { ...running, region: 'ap-beijing' },
  }),
};

describe('StopInstances of the Tencent stand-in', () => {
  it('stops all and answers with nothing but a request id', async () => {
    const { clouds, tencent } = await openClouds(state);
    const ids = [first, second, 'ins-expired0'];
    const answer = await tencent('StopInstances', { InstanceIds: ids });
    expect([answer.status, answer.json]).toEqual([200, { Response: { RequestId: requestId } }]);
    expect(ids.map((id) => clouds.instance('tencent', id)?.status)).toEqual(['STOPPED', 'STOPPED', 'STOPPED']);
    expect(clouds.calls).toMatchObject([{ action: 'StopInstances', dryRun: false, ids, code: null }]);
  });

  it.each([
    { bad: 'ins-stopped0', code: 'UnsupportedOperation.InstanceStateStopped' },
    { bad: 'ins-stopping', code: 'UnsupportedOperation.InstanceStateStopping' },
    { bad: 'ins-starting', code: 'UnsupportedOperation.InstanceStateStarting' },
    { bad: 'ins-shutdown', code: 'UnsupportedOperation.InstanceStateShutdown' },
    { bad: 'ins-migrates', code: 'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate' },
    { bad: 'ins-strange0', code: 'UnsupportedOperation' },
    { bad: 'ins-banned00', code: 'UnsupportedOperation.InstanceStateBanning' },
    { bad: 'ins-far00000', code: 'InvalidInstanceId.NotFound' },
    { bad: 'ins-absent00', code: 'InvalidInstanceId.NotFound' },
    { bad: 'ins-prepaid0', code: 'UnsupportedOperation.StoppedModeStopCharging' },
  ])('stops nothing when one of them is $bad: $code', async ({ bad, code }) => {
    const { clouds, tencent } = await openClouds(state);
    const answer = await tencent('StopInstances', {
      InstanceIds: [first, bad, second],
      StopType: 'SOFT',
      StoppedMode: 'STOP_CHARGING',
    });
    expect(answer).toMatchObject({ status: 200, json: { Response: { Error: { Code: code }, RequestId: requestId } } });
    expect([first, second].map((id) => clouds.instance('tencent', id))).toMatchObject([
      { status: 'RUNNING', lastStop: null },
      { status: 'RUNNING', lastStop: null },
    ]);
  });

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
    const StopChargingMode = lastStop.stopCharging ? 'STOP_CHARGING' : 'KEEP_CHARGING';
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
