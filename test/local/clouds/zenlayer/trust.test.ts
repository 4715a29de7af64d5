import { describe, expect, it } from 'vitest';
import { instances, openClouds, startOfTime } from '../support/open-clouds.ts';
import type { JsonCall } from '../support/signed-request.ts';

const id = '1500000000000000001';
const state = { instances: instances('zenlayer', { [id]: {} }) };
const good = { instanceIds: [id] };
const seconds = 1000;

describe('the Zenlayer stand-in refuses a request that', () => {
  it('comes while the state knows no key: 401 AUTHFAILURE_SIGNATURE_FAILURE', async () => {
    const { zenlayer } = await openClouds({ ...state, credentials: {} });
    expect(await zenlayer('StartInstances', good)).toMatchObject({
      status: 401,
      json: { code: 'AUTHFAILURE_SIGNATURE_FAILURE' },
    });
  });
});

describe('the Zenlayer stand-in believes a request that', () => {
  it.each<{ that: string; change: Partial<JsonCall> }>([
    { that: 'speaks the version before', change: { version: '2024-04-01' } },
    { that: 'names a charset', change: { contentType: 'application/json; charset=utf-8' } },
    { that: 'is five minutes old', change: { at: startOfTime - 300 * seconds } },
    { that: 'is five minutes ahead', change: { at: startOfTime + 300 * seconds } },
  ])('$that', async ({ change }) => {
    const { zenlayer } = await openClouds(state);
    expect(await zenlayer('StartInstances', good, change)).toMatchObject({ status: 200 });
  });
});
