import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Acs3Input, encodeAcs3Query, signAcs3 } from '../../shared/signing/acs3.ts';
import { sha256Hex } from '../../shared/signing/digest.ts';
import published from './published.json' with { type: 'json' };

interface Captured {
  readonly name: string;
  readonly credentials: { readonly accessKeyId: string; readonly accessKeySecret: string };
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly bodyUtf8: string;
  };
}

const folder = new URL('./alibaba/', import.meta.url);
const captured = readdirSync(folder).map((file): Captured => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

const example = published.vectors.find(({ name }) => name === 'alibaba-v3-runinstances');

function queryOf(target: string): Record<string, string> {
  return Object.fromEntries(new URL(target, 'http://host').searchParams);
}

describe('ACS3-HMAC-SHA256', () => {
  it('has every captured request to prove itself against', () => {
    expect(captured.map(({ name }) => name).sort()).toEqual([
      'ali-v3-describeinstances-tags',
      'ali-v3-describeinstancestatus',
      'ali-v3-startinstance-dryrun',
      'ali-v3-startinstances',
      'ali-v3-startinstances-sts',
      'ali-v3-stopinstances',
    ]);
  });

  it.each(captured)('signs $name as the vendor SDK did', ({ credentials, request }) => {
    const {
      authorization,
      'x-acs-content-sha256': bodyHash,
      ...headers
    } = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const signed = signAcs3(
      { method: request.method === 'GET' ? 'GET' : 'POST', query: queryOf(request.target), headers, body: request.bodyUtf8 },
      { id: credentials.accessKeyId, secret: credentials.accessKeySecret },
    );
    expect(signed.headers).toEqual({ ...headers, 'x-acs-content-sha256': bodyHash, authorization });
    expect(`/?${signed.canonicalQuery}`).toBe(request.target);
  });

  it('reproduces the example printed in the manual, its intermediate hash included', () => {
    const { 'x-acs-content-sha256': bodyHash, ...headers } = example?.signedHeaders ?? {};
    const signed = signAcs3(
      { method: 'POST', query: queryOf(`/?${example?.canonicalQuery}`), headers, body: example?.body ?? 'absent' },
      { id: example?.accessKeyId ?? '', secret: example?.accessKeySecret ?? '' },
    );
    expect(signed.headers['x-acs-content-sha256']).toBe(bodyHash);
    expect(signed.canonicalQuery).toBe(example?.canonicalQuery);
    expect(sha256Hex(signed.canonicalRequest)).toBe(example?.hashedCanonicalRequest);
    expect(signed.stringToSign).toBe(`ACS3-HMAC-SHA256\n${example?.hashedCanonicalRequest}`);
    expect(signed.signature).toBe(example?.signature);
  });

  it('signs host, content-type and x-acs-*, trimmed and in order, and nothing else', () => {
    const headers = {
      'x-acs-date': ' d ',
      accept: 'application/json',
      host: 'h:1',
      'content-type': 'text/plain',
      'user-agent': 'u',
    };
    const { canonicalRequest, headers: sent } = signAcs3(
      { method: 'GET', query: {}, headers, body: 'b' },
      { id: 'i', secret: 's' },
    );
    const bodyHash = sha256Hex('b');
    expect(canonicalRequest.split('\n')).toEqual([
      'GET',
      '/',
      '',
      'content-type:text/plain',
      'host:h:1',
      `x-acs-content-sha256:${bodyHash}`,
      'x-acs-date:d',
      '',
      'content-type;host;x-acs-content-sha256;x-acs-date',
      bodyHash,
    ]);
    expect(sent.accept).toBe('application/json');
    expect(sent.authorization).toMatch(
      /^ACS3-HMAC-SHA256 Credential=i,SignedHeaders=content-type;host;x-acs-content-sha256;x-acs-date,Signature=[0-9a-f]{64}$/,
    );
  });

  it.each([
    { query: {}, encoded: '' },
    { query: { A: '' }, encoded: 'A=' },
    { query: { A: "!'()*~-_. /+=&" }, encoded: 'A=%21%27%28%29%2A~-_.%20%2F%2B%3D%26' },
    { query: { 'a*': '测😀' }, encoded: 'a%2A=%E6%B5%8B%F0%9F%98%80' },
    { query: { 'I.2': 'b', 'I.10': 'j', 'I.1': 'a' }, encoded: 'I.1=a&I.10=j&I.2=b' },
  ])('encodes $query as $encoded', ({ query, encoded }) => {
    expect(encodeAcs3Query(query)).toBe(encoded);
  });

  it.each([
    { part: 'the secret', change: { secret: 't' } },
    { part: 'the body', change: { body: 'c' } },
    { part: 'the query', change: { query: { A: '2' } } },
    { part: 'the method', change: { method: 'GET' as const } },
    { part: 'a header', change: { headers: { host: 'other' } } },
  ])('gives another signature when $part changes', ({ change }) => {
    const base: Acs3Input & { secret: string } = {
      method: 'POST',
      query: { A: '1' },
      headers: { host: 'h' },
      body: 'b',
      secret: 's',
    };
    const sign = ({ secret, ...input }: typeof base) => signAcs3(input, { id: 'i', secret }).signature;
    expect(sign({ ...base, ...change })).not.toBe(sign(base));
  });
});
