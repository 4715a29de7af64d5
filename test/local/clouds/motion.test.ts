import { describe, expect, it } from 'vitest';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { one, ways } from './power-calls.ts';
import { instances, openClouds, startOfTime } from './support/open-clouds.ts';

describe.each(providerNames)('an instance of %s', (provider) => {
  const { id, words, start, look, read, startedAgain: again } = ways[provider];

  it.each([
    { row: {}, starting: [0, 19_999], running: 20_000 },
    { row: { startSeconds: 480 }, starting: [0, 479_999], running: 480_000 },
    { row: { startSeconds: 0.5 }, starting: [0, 499], running: 500 },
  ])('with $row runs $running ms after its start', async ({ row, starting, running }) => {
    const opened = await openClouds(one(provider, row, 'real'));
    const before = read((await look(opened)).json);
    await start(opened);
    const seen = [];
    for (const at of [...starting, running]) {
      opened.clock.ms = startOfTime + at;
      seen.push(read((await look(opened)).json));
    }
    expect([before, ...seen]).toEqual([words.stopped, words.starting, words.starting, words.running]);
    expect(opened.clouds.instance(provider, id)?.status).toBe(words.running);
  });

  it('falls back as often as planned, and then runs', async () => {
    const opened = await openClouds(one(provider, { fallsBack: 2 }, 'real'));
    const seen = [];
    for (let round = 0; round < 3; round += 1) {
      await start(opened);
      seen.push(opened.clouds.instance(provider, id)?.status);
      opened.clock.ms += 20_000;
      seen.push(read((await look(opened)).json));
    }
    expect(seen).toEqual([words.starting, words.stopped, words.starting, words.stopped, words.starting, words.running]);
  });

  it.each(['stopped', 'running'] as const)('falls over once, so long after it runs; at first it is %s', async (first) => {
    const opened = await openClouds(one(provider, { status: words[first], crashesAfterSeconds: 60 }, 'real'));
    const comesUp = first === 'stopped' ? 20_000 : 0;
    if (first === 'stopped') await start(opened);
    const seen = [];
    for (const at of [comesUp + 59_999, comesUp + 60_000]) {
      opened.clock.ms = startOfTime + at;
      seen.push(read((await look(opened)).json));
    }
    await start(opened);
    opened.clock.ms += 3_600_000;
    expect([...seen, read((await look(opened)).json)]).toEqual([words.running, words.stopped, words.running]);
  });

  it('refuses a second start on its way, and a third once it runs', async () => {
    const opened = await openClouds(one(provider, {}, 'real'));
    await start(opened);
    await start(opened);
    opened.clock.ms += 20_000;
    await start(opened);
    const running = provider === 'tencent' ? 'UnsupportedOperation.InstanceStateRunning' : again;
    expect(opened.clouds.calls.map(({ code }) => code)).toEqual([null, again, running]);
  });

  it('moves by looks and not by time when the clock is "requests"', async () => {
    const opened = await openClouds(one(provider, { fallsBack: 1 }, 'requests'));
    const seen = [];
    for (let round = 0; round < 2; round += 1) {
      await start(opened);
      opened.clock.ms += 24 * 3_600_000;
      expect(opened.clouds.instance(provider, id)?.status).toBe(words.starting);
      opened.clock.ms = startOfTime;
      for (let at = 0; at < 3; at += 1) seen.push(read((await look(opened)).json));
    }
    const { starting, stopped, running } = words;
    expect(seen).toEqual([starting, stopped, stopped, starting, running, running]);
  });

  it.each([
    { clock: 'real' as const, status: 'starting' as const, becomes: 'running' as const },
    { clock: 'real' as const, status: 'stopping' as const, becomes: 'stopped' as const },
    { clock: 'requests' as const, status: 'starting' as const, becomes: 'running' as const },
    { clock: 'requests' as const, status: 'stopping' as const, becomes: 'stopped' as const },
  ])('found $status becomes $becomes under clock $clock', async ({ clock, status, becomes }) => {
    const opened = await openClouds(one(provider, { status: words[status] }, clock));
    const first = read((await look(opened)).json);
    opened.clock.ms += 20_000;
    expect([first, read((await look(opened)).json)]).toEqual([words[status], words[becomes]]);
  });

  it('keeps a word that no document lists', async () => {
    const opened = await openClouds(one(provider, { status: 'constructor' }, 'requests'));
    const seen = [];
    for (let at = 0; at < 2; at += 1) seen.push(read((await look(opened)).json));
    expect(seen).toEqual(['constructor', 'constructor']);
  });
});

it.each([
  { provider: 'alibaba', status: 'Pending', becomes: 'Running' },
  { provider: 'tencent', status: 'PENDING', becomes: 'RUNNING' },
  { provider: 'tencent', status: 'REBOOTING', becomes: 'RUNNING' },
  { provider: 'zenlayer', status: 'DEPLOYING', becomes: 'RUNNING' },
  { provider: 'zenlayer', status: 'STARTING', becomes: 'RUNNING' },
  { provider: 'zenlayer', status: 'REBOOT', becomes: 'RUNNING' },
] as const)('$status of $provider becomes $becomes', async ({ provider, status, becomes }) => {
  const { clouds, clock } = await openClouds(one(provider, { status }));
  clock.ms += 20_000;
  expect(clouds.instance(provider, ways[provider].id)?.status).toBe(becomes);
});

it('only the rows of the page that a look returns move under clock "requests"', async () => {
  const rows = { 'ins-aaaa0001': { status: 'STARTING' }, 'ins-aaaa0002': { status: 'STARTING' } };
  const { clouds, tencent } = await openClouds({ clock: 'requests', instances: instances('tencent', rows) });
  await tencent('DescribeInstancesStatus', { Limit: 1, Offset: 1 });
  expect(Object.keys(rows).map((id) => clouds.instance('tencent', id)?.status)).toEqual(['STARTING', 'RUNNING']);
});

it.each([
  { fallsBack: undefined, after: { LatestOperationState: 'SUCCESS', LatestOperationErrorMsg: '' } },
  { fallsBack: 1, after: { LatestOperationState: 'FAILED', LatestOperationErrorMsg: expect.stringMatching(/./) } },
])('Tencent tells how the last start went: $after', async ({ fallsBack, after }) => {
  const { clock, tencent } = await openClouds(one('tencent', fallsBack === undefined ? {} : { fallsBack }, 'real'));
  await tencent('StartInstances', { InstanceIds: ['ins-aaaa0001'] });
  const during = (await tencent('DescribeInstances', {})).json;
  clock.ms += 20_000;
  const request = { LatestOperation: 'StartInstances', LatestOperationRequestId: '00000000-0000-4000-8000-000000000001' };
  expect(during).toMatchObject({ Response: { InstanceSet: [{ ...request, LatestOperationState: 'OPERATING' }] } });
  expect((await tencent('DescribeInstances', {})).json).toMatchObject({ Response: { InstanceSet: [{ ...request, ...after }] } });
});
