import { describe, expect, it } from 'vitest';
import type { CloudState } from '../../../local/clouds/cloud-state.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { instances, openClouds } from './support/open-clouds.ts';

type PlannedFault = NonNullable<CloudState['faults']>[number];
type Opened = Awaited<ReturnType<typeof openClouds>>;

const all = [
  ...instances('alibaba', { 'i-1': {} }),
  ...instances('tencent', { 'ins-aaaa0001': {} }),
  ...instances('zenlayer', { '1500000000000000001': {} }),
];
const starts = {
  alibaba: ({ alibaba }: Opened) => alibaba('StartInstances', { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1' }),
  tencent: ({ tencent }: Opened) => tencent('StartInstances', { InstanceIds: ['ins-aaaa0001'] }),
  zenlayer: ({ zenlayer }: Opened) => zenlayer('StartInstances', { instanceIds: ['1500000000000000001'] }),
};

function meets(provider: ProviderName, fault: PlannedFault['fault'], more: Partial<PlannedFault> = {}): PlannedFault {
  return { provider, action: 'StartInstances', fault, ...more };
}

describe('a planned fault', () => {
  const error = { kind: 'error' as const, status: 503, code: 'ServiceUnavailable', message: 'Later.' };

  it.each([
    { provider: 'alibaba' as const, json: { Code: 'ServiceUnavailable', Message: 'Later.' } },
    { provider: 'tencent' as const, json: { Response: { Error: { Code: 'ServiceUnavailable', Message: 'Later.' } } } },
    { provider: 'zenlayer' as const, json: { code: 'ServiceUnavailable', message: 'Later.' } },
  ])('of kind error looks as $provider would put it, and nothing took effect', async ({ provider, json }) => {
    const opened = await openClouds({ instances: all, faults: [meets(provider, error)] });
    expect(await starts[provider](opened)).toMatchObject({ status: 503, json });
    expect(await starts[provider](opened)).toMatchObject({ status: 200 });
    expect(opened.clouds.calls.map(({ code }) => code)).toEqual(['ServiceUnavailable', null]);
  });

  it.each([
    { fault: { kind: 'html' as const, status: 502, body: '<h1>Bad gateway</h1>' }, type: 'text/html' },
    { fault: { kind: 'raw' as const, status: 200, body: '{"half":' }, type: 'application/json' },
    { fault: { kind: 'raw' as const, status: 451, body: '' }, type: 'application/json' },
  ])('of $fault answers just that', async ({ fault, type }) => {
    const { clouds } = await openClouds({ instances: all, faults: [meets('zenlayer', fault)] });
    const headers = { 'x-zc-action': 'StartInstances' };
    const answer = await fetch(`${clouds.origins.zenlayer}/api/v2/zec`, { method: 'POST', headers, body: '{}' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([fault.status, type, fault.body]);
    expect(clouds.calls).toMatchObject([{ provider: 'zenlayer', action: 'StartInstances', ids: [], code: null }]);
  });

  it.each([
    { when: 'before' as const, status: 'STOPPED' },
    { when: 'after' as const, status: 'STARTING' },
  ])('resets the connection $when the start took effect', async ({ when, status }) => {
    const opened = await openClouds({ instances: all, faults: [meets('tencent', { kind: 'reset', when })] });
    await expect(starts.tencent(opened)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(opened.clouds.instance('tencent', 'ins-aaaa0001')?.status).toBe(status);
    expect(opened.clouds.calls).toMatchObject([{ action: 'StartInstances', code: null }]);
  });

  it('hangs until the clouds are closed, and close waits for nobody', async () => {
    const received = Promise.withResolvers<void>();
    const opened = await openClouds({ instances: all, faults: [meets('alibaba', { kind: 'hang' })] }, () => received.resolve());
    const hanging = starts.alibaba(opened).then(
      () => 'answered',
      () => 'cut off',
    );
    await received.promise;
    await opened.clouds.close();
    expect(await hanging).toBe('cut off');
    expect(opened.clouds.instance('alibaba', 'i-1')?.status).toBe('Stopped');
  });

  it('adds the headers that a page comes with', async () => {
    const fault = {
      kind: 'html' as const,
      status: 403,
      body: '<h1>Are you human?</h1>',
      headers: { 'cf-mitigated': 'challenge' },
    };
    const { clouds } = await openClouds({ instances: all, faults: [meets('zenlayer', fault)] });
    const answer = await fetch(clouds.origins.zenlayer, { method: 'POST', headers: { 'x-zc-action': 'StartInstances' } });
    expect([answer.headers.get('content-type'), answer.headers.get('cf-mitigated')]).toEqual(['text/html', 'challenge']);
  });

  it('is as long as it says, and starts nothing', async () => {
    const opened = await openClouds({ instances: all, faults: [meets('tencent', { kind: 'huge', bytes: 100_000 })] });
    const headers = { 'x-tc-action': 'StartInstances' };
    const answer = await fetch(opened.clouds.origins.tencent, { method: 'POST', headers, body: '{}' });
    expect([answer.status, (await answer.text()).length]).toEqual([200, 100_000]);
    expect(opened.clouds.instance('tencent', 'ins-aaaa0001')?.status).toBe('STOPPED');
  });

  it('trickles for as long as somebody listens', async () => {
    const { clouds } = await openClouds({ instances: all, faults: [meets('zenlayer', { kind: 'trickle' })] });
    const headers = { 'x-zc-action': 'StartInstances' };
    const { body, status } = await fetch(clouds.origins.zenlayer, { method: 'POST', headers });
    const reader = body?.getReader();
    const bytes = [await reader?.read(), await reader?.read()].map((part) => part?.value?.length);
    expect([status, bytes]).toEqual([200, [1, 1]]);
    await reader?.cancel();
  });

  it('applies in order, so many times, and only to the action and kind of run it names', async () => {
    const code = (text: string) => ({ ...error, code: text });
    const { clouds, alibaba, zenlayer } = await openClouds({
      instances: all,
      faults: [
        meets('alibaba', code('A'), { dryRun: true }),
        meets('alibaba', code('B'), { dryRun: false, times: 2 }),
        meets('alibaba', code('C')),
        meets('zenlayer', code('Z'), { action: 'DescribeInstancesStatus' }),
      ],
    });
    const query = { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1' };
    await alibaba('DescribeInstances', { RegionId: 'cn-hangzhou' });
    for (const more of [{}, { DryRun: 'true' }, {}, { DryRun: 'true' }, {}])
      await alibaba('StartInstances', { ...query, ...more });
    await zenlayer('StartInstances', { instanceIds: ['1500000000000000001'] });
    await zenlayer('DescribeInstancesStatus', {});
    expect(clouds.calls.map((call) => call.code)).toEqual([null, 'B', 'A', 'B', 'C', null, null, 'Z']);
  });
});
