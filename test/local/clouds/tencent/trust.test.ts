import { describe, expect, it } from 'vitest';
import { instances, openClouds, startOfTime } from '../support/open-clouds.ts';
import type { JsonCall } from '../support/signed-request.ts';

const state = { instances: instances('tencent', { 'ins-aaaa0001': {} }) };
const good = { InstanceIds: ['ins-aaaa0001'] };
const seconds = 1000;

describe('the Tencent stand-in refuses a request that', () => {
  it('comes while the state knows no key: AuthFailure.SecretIdNotFound', async () => {
    const { tencent } = await openClouds({ ...state, credentials: {} });
    expect((await tencent('StartInstances', good)).json).toMatchObject({
      Response: { Error: { Code: 'AuthFailure.SecretIdNotFound' } },
    });
  });

  it.each([
    { token: undefined, code: 'AuthFailure.TokenFailure' },
    { token: 'stale', code: 'AuthFailure.TokenFailure' },
    { token: 'fresh', code: null },
  ])('brings the token $token where "fresh" belongs: $code', async ({ token, code }) => {
    const { clouds, tencent } = await openClouds({
      ...state,
      credentials: { tencent: { secretId: 'STS', secretKey: 's', token: 'fresh' } },
    });
    await tencent('StartInstances', good, { key: { id: 'STS', secret: 's', ...(token === undefined ? {} : { token }) } });
    expect(clouds.calls).toMatchObject([{ code }]);
  });
});

describe('the Tencent stand-in believes a request that', () => {
  it.each<{ that: string; change: Partial<JsonCall> }>([
    { that: 'signs its action', change: { signsAction: true } },
    { that: 'names a charset', change: { contentType: 'application/json; charset=utf-8' } },
    { that: 'is five minutes old', change: { at: startOfTime - 300 * seconds } },
    { that: 'is five minutes ahead', change: { at: startOfTime + 300 * seconds } },
  ])('$that', async ({ change }) => {
    const { clouds, tencent } = await openClouds(state);
    await tencent('StartInstances', good, change);
    expect(clouds.calls).toMatchObject([{ code: null }]);
  });
});
