import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { expect, it } from 'vitest';
import { startClouds } from '../../../local/clouds/clouds.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';

interface Captured {
  readonly credentials: Readonly<Record<string, string | null>>;
  readonly request: {
    readonly method: string;
    readonly target?: string;
    readonly url?: string;
    readonly headers?: readonly (readonly [string, string])[];
    readonly headersOnWire?: readonly (readonly [string, string])[];
    readonly bodyBase64: string;
  };
}

function captured(provider: ProviderName, name: string): Captured {
  return JSON.parse(readFileSync(new URL(`../../vectors/${provider}/${name}.json`, import.meta.url), 'utf8'));
}

function instantOf(headers: Readonly<Record<string, string>>): number {
  const date = headers['x-acs-date'];
  return date === undefined ? Number(headers['x-tc-timestamp'] ?? headers['x-zc-timestamp']) * 1000 : Date.parse(date);
}

// Each code here is checked after the signature, so it shows that the vendor's own signature was
// accepted.
it.each<{ provider: ProviderName; name: string; code: string | null }>([
  { provider: 'alibaba', name: 'ali-v3-startinstances', code: null },
  { provider: 'alibaba', name: 'ali-v3-startinstances-sts', code: null },
  { provider: 'alibaba', name: 'ali-v3-startinstance-dryrun', code: 'DryRunOperation' },
  { provider: 'alibaba', name: 'ali-v3-describeinstances-tags', code: null },
  { provider: 'alibaba', name: 'ali-v3-stopinstances', code: null },
  { provider: 'tencent', name: 'tc-tc3-startinstances', code: 'InvalidInstanceId.NotFound' },
  { provider: 'tencent', name: 'tc-tc3-startinstances-sts', code: 'InvalidInstanceId.NotFound' },
  { provider: 'tencent', name: 'tc-tc3-describeinstancesstatus', code: null },
  { provider: 'tencent', name: 'tc-tc3-describeinstances-tags', code: 'InvalidParameterValue.TagKeyNotFound' },
  { provider: 'tencent', name: 'tc-tc3-stopinstances', code: 'InvalidInstanceId.NotFound' },
  { provider: 'zenlayer', name: 'pysigner-start', code: 'INVALID_INSTANCE_NOT_FOUND' },
  { provider: 'zenlayer', name: 'pysigner-stop-soft', code: 'INVALID_INSTANCE_NOT_FOUND' },
  { provider: 'zenlayer', name: 'pysigner-status', code: null },
  { provider: 'zenlayer', name: 'pysigner-describe-ids', code: null },
  { provider: 'zenlayer', name: 'pysigner-describe-utf8', code: 'INVALID_PARAMETER_VALUE' },
  { provider: 'zenlayer', name: 'vendor-doc-vector', code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION' },
])('the vendor request $name gets past the signature: $code', async ({ provider, name, code }) => {
  const { credentials, request: sent } = captured(provider, name);
  const lines = (sent.headers ?? sent.headersOnWire ?? []).map(([header, value]) => [header.toLowerCase(), value] as const);
  const headers = { ...Object.fromEntries(lines), connection: 'close' };
  const body = Buffer.from(sent.bodyBase64, 'base64');
  const key = Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== null));
  const clouds = await startClouds({ credentials: { [provider]: key }, instances: [] }, { now: () => instantOf(headers) });
  await new Promise((resolve, reject) => {
    const path = sent.target ?? new URL(sent.url ?? '').pathname;
    const call = request(clouds.origins[provider], { method: sent.method, path, headers, setHost: false }, (answer) => {
      answer.resume().once('end', resolve);
    });
    call.once('error', reject).end(body);
  });
  await clouds.close();
  expect(clouds.calls.map((call) => call.code)).toEqual([code]);
});
