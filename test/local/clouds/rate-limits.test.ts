import { expect, it } from 'vitest';
import { limitRates } from '../../../local/clouds/rate-limits.ts';
import { instances, openClouds } from './support/open-clouds.ts';

const all = [
  ...instances('alibaba', { 'i-1': {} }),
  ...instances('tencent', { 'ins-aaaa0001': {} }),
  ...instances('zenlayer', { '1500000000000000001': {} }),
];

it('Alibaba throttles with 400 Throttling.User and the wait in ms', async () => {
  const { clock, clouds, alibaba } = await openClouds({
    instances: all,
    limits: [{ provider: 'alibaba', action: 'DescribeInstances', perSecond: 2 }],
  });
  const describeAll = () => alibaba('DescribeInstances', { RegionId: 'cn-hangzhou' });
  const statuses = [(await describeAll()).status, (await describeAll()).status];
  clock.ms += 100;
  const throttled = await describeAll();
  clock.ms += Number(throttled.headers.get('x-acs-retry-after'));
  expect(statuses).toEqual([200, 200]);
  expect(throttled).toMatchObject({ status: 400, json: { Code: 'Throttling.User' } });
  expect(throttled.headers.get('x-acs-retry-after')).toBe('400');
  expect((await describeAll()).status).toBe(200);
  expect(clouds.calls.map(({ code }) => code)).toEqual([null, null, 'Throttling.User', null]);
});

it('Tencent throttles with 200 RequestLimitExceeded and does nothing', async () => {
  const limits = [{ provider: 'tencent' as const, action: 'StartInstances', perSecond: 1 }];
  const { clouds, tencent } = await openClouds({ instances: all, limits });
  await tencent('StartInstances', { InstanceIds: ['ins-bbbb0001'] });
  const answer = await tencent('StartInstances', { InstanceIds: ['ins-aaaa0001'] });
  expect(answer).toMatchObject({ status: 200, json: { Response: { Error: { Code: 'RequestLimitExceeded' } } } });
  expect(clouds.instance('tencent', 'ins-aaaa0001')?.status).toBe('STOPPED');
});

it('Zenlayer throttles with 429 REQUEST_LIMIT_EXCEEDED, and only the action named', async () => {
  const limits = [{ provider: 'zenlayer' as const, action: 'StartInstances', perSecond: 0.1 }];
  const { clock, zenlayer } = await openClouds({ instances: all, limits });
  const start = () => zenlayer('StartInstances', { instanceIds: ['1500000000000000001'] });
  const answers = [await start(), await start(), await zenlayer('DescribeInstancesStatus', {})];
  clock.ms += 9_999;
  answers.push(await start());
  clock.ms += 1;
  answers.push(await start());
  expect(answers).toMatchObject([
    { status: 200 },
    { status: 429, json: { code: 'REQUEST_LIMIT_EXCEEDED' } },
    { status: 200 },
    { status: 429, json: { code: 'REQUEST_LIMIT_EXCEEDED' } },
    { status: 403, json: { code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' } },
  ]);
});

it('a clock that goes back refills nothing and harms nothing', () => {
  let now = 10_000;
  const limits = limitRates([{ provider: 'alibaba', action: 'A', perSecond: 1 }], () => now);
  const waits = [];
  for (const at of [10_000, 9_000, 10_000, 10_500, 11_000]) {
    now = at;
    waits.push(limits.admit('alibaba', 'A'));
  }
  expect(waits).toEqual([0, 1000, 1000, 500, 0]);
});
