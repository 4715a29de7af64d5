import { describe, expect, it } from 'vitest';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { one, ways } from './power-calls.ts';
import { openClouds, startOfTime } from './support/open-clouds.ts';

const second = 1000;

describe.each(providerNames)('a running instance of %s', (provider) => {
  const { id, words, start, stop, look, read, stoppedAgain, isStopped } = ways[provider];
  const running = { status: words.running };

  it.each([
    { row: {}, how: 'soft' as const, last: 19_999, stopped: 20_000 },
    { row: {}, how: 'forced' as const, last: 19_999, stopped: 20_000 },
    { row: { stopSeconds: 90, startSeconds: 1 }, how: 'soft' as const, last: 89_999, stopped: 90_000 },
  ])('with $row is stopped $stopped ms after its $how stop', async ({ row, how, last, stopped }) => {
    const opened = await openClouds(one(provider, { ...running, ...row }));
    await stop(opened, how);
    const seen = [];
    for (const at of [0, last, stopped]) {
      opened.clock.ms = startOfTime + at;
      seen.push(read((await look(opened)).json));
    }
    expect(seen).toEqual([words.stopping, words.stopping, words.stopped]);
    expect(opened.clouds.instance(provider, id)?.lastStop).toEqual({ forced: how === 'forced', stopCharging: false });
  });

  it('runs on after as many soft stops as it ignores, and then stops', async () => {
    const opened = await openClouds(one(provider, { ...running, ignoresStop: 2 }));
    const seen = [];
    for (let round = 0; round < 3; round += 1) {
      await stop(opened, 'soft');
      seen.push(opened.clouds.instance(provider, id)?.status);
      opened.clock.ms += 20 * second;
      seen.push(opened.clouds.instance(provider, id)?.status);
    }
    const { stopping, stopped } = words;
    expect(seen).toEqual([stopping, words.running, stopping, words.running, stopping, stopped]);
  });

  it('cannot ignore a forced stop, which uses none of those up', async () => {
    const opened = await openClouds(one(provider, { ...running, ignoresStop: 1, startSeconds: 0, stopSeconds: 0 }));
    const seen = [];
    for (const ask of ['forced', 'start', 'soft'] as const) {
      await (ask === 'start' ? start(opened) : stop(opened, ask));
      seen.push(opened.clouds.instance(provider, id)?.status);
    }
    expect(seen).toEqual([words.stopped, words.running, words.running]);
  });

  it.each(['real', 'requests'] as const)('stuck in stopping under clock %s stays there until a forced stop', async (clock) => {
    const opened = await openClouds(one(provider, { ...running, stuckStopping: true }, clock));
    const seen = [];
    for (const how of ['soft', 'forced'] as const) {
      await stop(opened, how);
      for (let at = 0; at < 2; at += 1) {
        seen.push(read((await look(opened)).json));
        opened.clock.ms += 24 * 3600 * second;
      }
    }
    expect(seen).toEqual([words.stopping, words.stopping, words.stopping, words.stopped]);
    expect(opened.clouds.instance(provider, id)?.lastStop).toEqual({ forced: true, stopCharging: false });
  });

  it('is found stuck in stopping when it begins there', async () => {
    const opened = await openClouds(one(provider, { status: words.stopping, stuckStopping: true }));
    opened.clock.ms += 24 * 3600 * second;
    expect(opened.clouds.instance(provider, id)).toMatchObject({ status: words.stopping, lastStop: null });
  });

  it('refuses a soft stop on its way, accepts a forced one, and refuses every stop once it is stopped', async () => {
    const opened = await openClouds(one(provider, running));
    for (const how of ['soft', 'soft', 'forced'] as const) await stop(opened, how);
    opened.clock.ms += 20 * second;
    for (const how of ['soft', 'forced'] as const) await stop(opened, how);
    expect(opened.clouds.calls.map(({ code }) => code)).toEqual([null, stoppedAgain, null, isStopped, isStopped]);
  });

  it.each([
    { only: undefined, refused: ['soft', 'soft'] },
    { only: 'soft' as const, refused: ['soft', 'soft'] },
    { only: 'forced' as const, refused: ['forced'] },
  ])('refuses stops as often as planned: only $only', async ({ only, refused }) => {
    const refusesStop = { code: 'Vendor.New', times: 2, ...(only === undefined ? {} : { only }) };
    const opened = await openClouds(one(provider, { ...running, refusesStop }));
    const met: string[] = [];
    for (const how of ['soft', 'soft', 'forced'] as const) {
      const { json } = await stop(opened, how);
      if (JSON.stringify(json).includes('Vendor.New')) met.push(how);
    }
    expect(met).toEqual(refused);
  });

  it('starts as if nothing were planned for its stops, and stops as if nothing were planned for its starts', async () => {
    const state = one(provider, { refusesStop: { code: 'No.Stop' }, startSeconds: 0 });
    const opened = await openClouds(state);
    await start(opened);
    await stop(opened, 'soft');
    const other = await openClouds(one(provider, { ...running, refuses: { code: 'No.Start' }, stopSeconds: 0 }));
    await stop(other, 'soft');
    await start(other);
    expect([...opened.clouds.calls, ...other.clouds.calls].map(({ code }) => code)).toEqual([null, 'No.Stop', null, 'No.Start']);
  });
});

it.each([
  { row: {}, after: { LatestOperationState: 'SUCCESS', LatestOperationErrorMsg: '' } },
  { row: { stuckStopping: true }, after: { LatestOperationState: 'OPERATING', LatestOperationErrorMsg: '' } },
  { row: { ignoresStop: 1 }, after: { LatestOperationState: 'FAILED', LatestOperationErrorMsg: expect.stringMatching(/shut/) } },
])('Tencent tells how the last stop went: $after', async ({ row, after }) => {
  const opened = await openClouds(one('tencent', { status: 'RUNNING', ...row }));
  await ways.tencent.stop(opened, 'soft');
  const during = (await opened.tencent('DescribeInstances', {})).json;
  opened.clock.ms += 20 * second;
  const request = { LatestOperation: 'StopInstances', LatestOperationRequestId: '00000000-0000-4000-8000-000000000001' };
  expect(during).toMatchObject({ Response: { InstanceSet: [{ ...request, LatestOperationState: 'OPERATING' }] } });
  expect((await opened.tencent('DescribeInstances', {})).json).toMatchObject({
    Response: { InstanceSet: [{ ...request, ...after }] },
  });
});
