import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { instances, openClouds } from './support/open-clouds.ts';

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

describe('every call', () => {
  it('carries the clock of the clouds in its Date header', async () => {
    const fault = { kind: 'html' as const, status: 502, body: '' };
    const opened = await openClouds({ instances: all, faults: [{ provider: 'alibaba', action: 'StartInstances', fault }] });
    opened.clock.ms = Date.parse('2031-05-06T07:08:09.500Z');
    for (const provider of ['alibaba', 'tencent', 'zenlayer'] as const) {
      expect((await starts[provider](opened)).headers.get('date')).toBe('Tue, 06 May 2031 07:08:09 GMT');
    }
  });

  it('has taken effect and is recorded before beforeAnswer, which its answer waits for', async () => {
    const steps: string[] = [];
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const opened: Opened = await openClouds({ instances: all }, async ({ provider, action }) => {
      if (provider !== 'alibaba') return;
      steps.push(`${action} ${opened.clouds.instance('alibaba', 'i-1')?.status} ${opened.clouds.calls.length}`);
      reached.resolve();
      await gate.promise;
    });
    const held = starts.alibaba(opened).then(() => steps.push('alibaba answered'));
    await reached.promise;
    await starts.tencent(opened);
    steps.push('tencent answered');
    gate.resolve();
    await held;
    expect(steps).toEqual(['StartInstances Starting 1', 'tencent answered', 'alibaba answered']);
  });

  it('may be of any age under clock "requests"', async () => {
    const { clouds, alibaba, tencent, zenlayer } = await openClouds({ instances: all, clock: 'requests' });
    const at = Date.parse('2001-02-03T04:05:06Z');
    await alibaba('DescribeInstances', { RegionId: 'cn-hangzhou' }, { at });
    await tencent('DescribeInstances', {}, { at });
    await zenlayer('DescribeInstancesStatus', {}, { at });
    expect(clouds.calls.map(({ code }) => code)).toEqual([null, null, null]);
  });

  it('is recorded even when it makes no sense', async () => {
    const { clouds } = await openClouds({ instances: all });
    await fetch(`${clouds.origins.alibaba}/nowhere?a=%`, { method: 'DELETE' });
    await fetch(`${clouds.origins.tencent}/`, { method: 'POST', body: '"InstanceIds"' });
    await fetch(`${clouds.origins.zenlayer}/`, { method: 'POST', body: '{"instanceIds":[1,"2"]}' });
    expect(clouds.calls.map(({ provider, action, ids, code }) => [provider, action, ids, code])).toEqual([
      ['alibaba', '', [], 'UnsupportedHTTPMethod'],
      ['tencent', '', [], 'InvalidRequest'],
      ['zenlayer', '', ['2'], 'AUTHFAILURE_INVALID_AUTHORIZATION'],
    ]);
  });

  it('is carried out alone: of 40 starts at once just one is accepted, and none is lost', async () => {
    const opened = await openClouds({ instances: all });
    const answers = await Promise.all(Array.from({ length: 40 }, () => starts.tencent(opened)));
    expect(answers).toHaveLength(40);
    const codes = opened.clouds.calls.map(({ code }) => code);
    expect(codes).toEqual([null, ...Array.from({ length: 39 }, () => 'UnsupportedOperation.InstanceStateStarting')]);
  });

  it('is nothing when its sender leaves before its end', async () => {
    const opened = await openClouds({ instances: all });
    const socket = connect(Number(new URL(opened.clouds.origins.tencent).port), '127.0.0.1');
    await once(socket, 'connect');
    await new Promise((resolve) => socket.write('POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 99\r\n\r\n{"Inst', resolve));
    socket.destroy();
    await once(socket, 'close');
    await starts.tencent(opened);
    expect(opened.clouds.calls).toMatchObject([{ action: 'StartInstances', code: null }]);
  });
});
