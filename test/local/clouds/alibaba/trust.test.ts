import { describe, expect, it } from 'vitest';
import type { Spoil } from '../spoiled-requests.ts';
import { instances, openClouds, startOfTime } from '../support/open-clouds.ts';

const state = { instances: instances('alibaba', { 'i-1': {} }) };
const good = { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1' };
const minutes = 60_000;

describe('the Alibaba stand-in refuses a request that', () => {
  it('uses a nonce twice: 400 SignatureNonceUsed, but not when the first was never believed', async () => {
    const { alibaba, clock } = await openClouds(state);
    const codes = [];
    for (const secret of ['wrong', 'test-secret', 'test-secret']) {
      const answer = await alibaba(
        'DescribeInstances',
        { RegionId: 'cn-hangzhou' },
        { nonce: 'n', key: { id: 'TEST-KEY-ID', secret } },
      );
      codes.push([answer.status, answer.json]);
    }
    clock.ms += 31 * minutes;
    const later = [];
    for (const nonce of ['m', 'n'])
      later.push((await alibaba('DescribeInstances', { RegionId: 'cn-hangzhou' }, { nonce })).status);
    expect(codes).toMatchObject([
      [400, { Code: 'SignatureDoesNotMatch' }],
      [200, {}],
      [400, { Code: 'SignatureNonceUsed' }],
    ]);
    expect(later).toEqual([200, 200]);
  });

  it('comes while the state knows no key: 404 InvalidAccessKeyId.NotFound', async () => {
    const { alibaba } = await openClouds({ ...state, credentials: {} });
    expect(await alibaba('DescribeInstances', { RegionId: 'cn-hangzhou' })).toMatchObject({
      status: 404,
      json: { Code: 'InvalidAccessKeyId.NotFound' },
    });
  });

  it.each([
    { token: undefined, status: 400, json: { Code: 'MissingSecurityToken' } },
    { token: 'stale', status: 400, json: { Code: 'InvalidSecurityToken.MismatchWithAccessKey' } },
    { token: 'fresh', status: 200, json: { TotalCount: 1 } },
  ])('brings the token $token where "fresh" belongs: $json', async ({ token, status, json }) => {
    const alibabaKey = { accessKeyId: 'STS', accessKeySecret: 's', securityToken: 'fresh' };
    const { alibaba } = await openClouds({ ...state, credentials: { alibaba: alibabaKey } });
    const key = { id: 'STS', secret: 's', ...(token === undefined ? {} : { token }) };
    expect(await alibaba('DescribeInstances', { RegionId: 'cn-hangzhou' }, { key })).toMatchObject({ status, json });
  });
});

describe('the Alibaba stand-in believes a request that', () => {
  it.each([
    { that: 'is a GET', change: { method: 'GET' as const } },
    { that: 'is 15 minutes old', change: { at: startOfTime - 15 * minutes } },
    { that: 'is 15 minutes ahead', change: { at: startOfTime + 15 * minutes } },
  ])('$that', async ({ change }) => {
    const { alibaba } = await openClouds(state);
    expect(await alibaba('StartInstances', good, change)).toMatchObject({ status: 200 });
  });

  it('comes with the parameters in another order than they were signed in, and + for a blank', async () => {
    const { alibaba } = await openClouds(state);
    const spoil: Spoil = (request) => ({
      ...request,
      url: `${new URL('/', request.url)}?InstanceIds=%5B+%22i-1%22%5D&RegionId=cn-hangzhou&MaxResults=10`,
    });
    const query = { MaxResults: '10', RegionId: 'cn-hangzhou', InstanceIds: '[ "i-1"]' };
    expect(await alibaba('DescribeInstances', query, {}, spoil)).toMatchObject({ status: 200, json: { TotalCount: 1 } });
  });
});
