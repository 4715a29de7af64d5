import { describe, expect, it } from 'vitest';
import type { ChargeMode, ProviderName } from '../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../support/providers/a-cloud.ts';
import { aProvider } from '../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../support/providers/alibaba-phrasing.ts';
import type { Phrasing } from '../support/providers/phrasing.ts';
import { tencentPhrasing } from '../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../support/providers/zenlayer-phrasing.ts';
import { always, serve } from '../support/scripted-server.ts';

async function stopSent(name: ProviderName, phrasing: Phrasing, options: { readonly mode: ChargeMode; readonly force: boolean }) {
  const server = await serve(always(200, JSON.stringify(phrasing.accepted([phrasing.id(0)]))));
  const { credentials, region } = phrasing;
  await aProvider(name, { origin: server.origin, credentials, region }).stop([phrasing.id(0), phrasing.id(1)], options);
  return server.requests;
}

describe('StopInstances, word for word', () => {
  const ids = (phrasing: Phrasing) => [phrasing.id(0), phrasing.id(1)];

  it.each([
    { mode: 'keep-charging', force: false, says: ['KeepCharging', 'false'] },
    { mode: 'keep-charging', force: true, says: ['KeepCharging', 'true'] },
    { mode: 'stop-charging', force: false, says: ['StopCharging', 'false'] },
    { mode: 'stop-charging', force: true, says: ['StopCharging', 'true'] },
  ] as const)('of Alibaba: $mode, force $force', async ({ mode, force, says: [StoppedMode, ForceStop] }) => {
    const [first, second] = ids(alibabaPhrasing);
    const query = `ForceStop=${ForceStop}&InstanceId.1=${first}&InstanceId.2=${second}&RegionId=cn-hangzhou&StoppedMode=${StoppedMode}`;
    expect(await stopSent('alibaba', alibabaPhrasing, { mode, force })).toMatchObject([
      { path: `/?BatchOptimization=SuccessFirst&${query}`, body: '', headers: { 'x-acs-action': 'StopInstances' } },
    ]);
  });

  it.each([
    { mode: 'keep-charging', force: false, says: { StopType: 'SOFT', StoppedMode: 'KEEP_CHARGING' } },
    { mode: 'keep-charging', force: true, says: { StopType: 'HARD', StoppedMode: 'KEEP_CHARGING' } },
    { mode: 'stop-charging', force: false, says: { StopType: 'SOFT', StoppedMode: 'STOP_CHARGING' } },
    { mode: 'stop-charging', force: true, says: { StopType: 'HARD', StoppedMode: 'STOP_CHARGING' } },
  ] as const)('of Tencent: $mode, force $force', async ({ mode, force, says }) => {
    const [request] = await stopSent('tencent', tencentPhrasing, { mode, force });
    expect(request?.headers['x-tc-action']).toBe('StopInstances');
    expect(JSON.parse(request?.body ?? '')).toEqual({ InstanceIds: ids(tencentPhrasing), ...says });
  });

  it.each([true, false])('of Zenlayer, which has no modes: force %s', async (force) => {
    const [request] = await stopSent('zenlayer', zenlayerPhrasing, { mode: 'keep-charging', force });
    expect(request?.headers['x-zc-action']).toBe('StopInstances');
    expect(JSON.parse(request?.body ?? '')).toEqual({ instanceIds: ids(zenlayerPhrasing), forceShutdown: force });
  });
});

describe('a stop that some instances refuse', () => {
  it('is carried out on the others at Alibaba, with a row for each', async () => {
    const { id } = alibabaPhrasing;
    const { stop, word } = await aCloud('alibaba', alibabaPhrasing, {
      ...many(alibabaPhrasing, 2, { status: 'Running' }),
      [id(1)]: { status: 'Running', refusesStop: { code: 'OperationDenied.SystemInstanceNotSupport', message: 'not yours' } },
    });
    const answers = await stop([id(0), id(9), id(1)]);
    expect(answers.get(id(0))).toEqual({ result: 'accepted' });
    expect(answers.get(id(9))).toMatchObject({ failure: { kind: 'instance', code: 'InvalidInstanceId.NotFound' } });
    const refused = { kind: 'instance', code: 'OperationDenied.SystemInstanceNotSupport', message: 'not yours' };
    expect(answers.get(id(1))).toMatchObject({ result: 'failed', failure: refused });
    expect([word(id(0)), word(id(1))]).toEqual(['Stopping', 'Running']);
  });

  it('is refused as a whole at Tencent', async () => {
    const { id } = tencentPhrasing;
    const { stop, word } = await aCloud('tencent', tencentPhrasing, {
      [id(0)]: { status: 'RUNNING' },
      [id(1)]: { status: 'RUNNING', noStopCharging: true },
    });
    await expect(stop([id(0), id(1)], { mode: 'stop-charging' })).rejects.toMatchObject({
      failure: { kind: 'charged', code: 'UnsupportedOperation.StoppedModeStopCharging' },
    });
    expect([word(id(0)), word(id(1))]).toEqual(['RUNNING', 'RUNNING']);
  });

  it('fails for the ids that Zenlayer lists, without a reason', async () => {
    const { id } = zenlayerPhrasing;
    const { stop } = await aCloud('zenlayer', zenlayerPhrasing, {
      [id(0)]: { status: 'RUNNING' },
      [id(1)]: { status: 'RUNNING', refusesStop: { code: null } },
    });
    const answers = await stop([id(0), id(1)]);
    expect(answers.get(id(0))).toEqual({ result: 'accepted' });
    expect(answers.get(id(1))).toMatchObject({
      result: 'failed',
      failure: { kind: 'unexplained', message: expect.stringContaining('StopInstances') },
    });
  });
});

it('sees that a stop which Tencent had accepted failed later', async () => {
  const { id } = tencentPhrasing;
  const row = { status: 'RUNNING', ignoresStop: 1, stopSeconds: 5 };
  const { stop, observe, clock } = await aCloud('tencent', tencentPhrasing, { [id(0)]: row });
  await stop([id(0)]);
  clock.ms += 5_000;
  expect((await observe([id(0)])).get(id(0))).toMatchObject({ state: 'running', failed: { action: 'stop' }, obstacle: null });
});
