import { onTestFinished } from 'vitest';
import type { CloudState } from '../../../../local/clouds/cloud-state.ts';
import { type CloudOptions, startClouds } from '../../../../local/clouds/clouds.ts';
import type { ProviderName } from '../../../../shared/domain/vocabulary.ts';
import type { Spoil } from '../spoiled-requests.ts';
import { type AlibabaCall, alibabaRequest, type JsonCall, send, tencentRequest, zenlayerRequest } from './signed-request.ts';

/** Epoch ms at which the clock of every test's clouds begins. */
export const startOfTime = Date.parse('2026-11-23T00:30:00Z');

const key = { id: 'TEST-KEY-ID', secret: 'test-secret' };

/** Credentials under which the calls of this file are believed. */
export const credentials = {
  alibaba: { accessKeyId: key.id, accessKeySecret: key.secret },
  tencent: { secretId: key.id, secretKey: key.secret },
  zenlayer: { accessKeyId: key.id, accessKeyPassword: key.secret },
};

const asItIs: Spoil = (request) => request;

/**
 * Starts clouds with a clock that only the test moves, closes them after it, and says how to call
 * them.
 */
export async function openClouds(state: CloudState, beforeAnswer: NonNullable<CloudOptions['beforeAnswer']> = () => {}) {
  const clock = { ms: startOfTime };
  const clouds = await startClouds({ credentials, ...state }, { now: () => clock.ms, beforeAnswer });
  onTestFinished(() => clouds.close());
  let nonces = 0;
  const common = () => ({ key, at: clock.ms });
  return {
    clouds,
    clock,
    alibaba(action: string, query: Readonly<Record<string, string>>, change: Partial<AlibabaCall> = {}, spoil = asItIs) {
      nonces += 1;
      const call = { action, query, ...common(), nonce: `nonce-${nonces}`, ...change };
      return send(spoil(alibabaRequest(clouds.origins.alibaba, call)));
    },
    tencent(action: string, body: object | string, change: Partial<JsonCall> = {}, spoil = asItIs) {
      return send(spoil(tencentRequest(clouds.origins.tencent, { action, body, ...common(), ...change })));
    },
    zenlayer(action: string, body: object | string, change: Partial<JsonCall> = {}, spoil = asItIs) {
      return send(spoil(zenlayerRequest(clouds.origins.zenlayer, { action, body, ...common(), ...change })));
    },
  };
}

/** Instances that differ only in what a test is about. */
export function instances(provider: ProviderName, rows: Readonly<Record<string, Partial<CloudState['instances'][number]>>>) {
  const stopped = { alibaba: 'Stopped', tencent: 'STOPPED', zenlayer: 'STOPPED' }[provider];
  const region = { alibaba: 'cn-hangzhou', tencent: 'ap-shanghai', zenlayer: null }[provider];
  return Object.entries(rows).map(([id, row]) => ({ provider, region, id, status: stopped, ...row }));
}
