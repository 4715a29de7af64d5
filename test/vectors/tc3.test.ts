import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hmacSha256, sha256Hex } from '../../shared/signing/digest.ts';
import { signTc3 } from '../../shared/signing/tc3.ts';
import published from './published.json' with { type: 'json' };

interface Captured {
  readonly name: string;
  readonly credentials: { readonly secretId: string; readonly secretKey: string };
  readonly request: { readonly headers: readonly (readonly [string, string])[]; readonly bodyUtf8: string };
}

const folder = new URL('./tencent/', import.meta.url);
const captured = readdirSync(folder).map((file): Captured => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
const printed = published.vectors.filter(({ algorithm }) => algorithm === 'TC3-HMAC-SHA256');

describe('TC3-HMAC-SHA256', () => {
  it('has every captured and printed request to prove itself against', () => {
    expect(captured.map(({ name }) => name).sort()).toEqual([
      'tc-tc3-describeinstances-tags',
      'tc-tc3-describeinstancesstatus',
      'tc-tc3-startinstances',
      'tc-tc3-startinstances-sts',
      'tc-tc3-stopinstances',
    ]);
    expect(printed.map(({ name }) => name)).toEqual(['tencent-tc3-describeinstances', 'tencent-tc3-describeinstances-xtcaction']);
  });

  it.each(captured)('signs $name as the vendor SDK did', ({ credentials, request }) => {
    const sent = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const { authorization } = signTc3(
      {
        host: sent.host ?? '',
        contentType: sent['content-type'] ?? '',
        timestamp: Number(sent['x-tc-timestamp']),
        service: 'cvm',
        body: request.bodyUtf8,
      },
      { id: credentials.secretId, secret: credentials.secretKey },
    );
    expect(authorization).toBe(sent.authorization);
  });

  it.each(printed)('reproduces $name as printed in the manual', (vector) => {
    const { host = '', contentType = '', timestamp = 0, service = '', body = '', secretKey = '' } = vector;
    const signed = signTc3(
      { host, contentType, timestamp, service, body, ...(vector.xTcActionSignedValue ? { action: 'DescribeInstances' } : {}) },
      { id: vector.secretId ?? 'masked', secret: secretKey },
    );
    expect(sha256Hex(signed.canonicalRequest)).toBe(vector.hashedCanonicalRequest);
    expect(signed.stringToSign).toBe(
      `TC3-HMAC-SHA256\n${timestamp}\n2019-02-25/${service}/tc3_request\n${vector.hashedCanonicalRequest}`,
    );
    expect(signed.signature).toBe(vector.signature);
    expect(signed.authorization).toContain(`, SignedHeaders=${vector.signedHeaderNames}, Signature=${vector.signature}`);
  });

  it('hashes the payload and derives the keys that the manual prints', () => {
    const [first, second] = printed;
    const dateKey = hmacSha256(`TC3${second?.secretKey}`, '2019-02-25');
    const serviceKey = hmacSha256(dateKey, 'cvm');
    expect(sha256Hex(first?.body ?? '')).toBe(first?.hashedPayload);
    expect(dateKey.toString('hex')).toBe(second?.secretDate);
    expect(serviceKey.toString('hex')).toBe(second?.secretService);
    expect(hmacSha256(serviceKey, 'tc3_request').toString('hex')).toBe(second?.secretSigning);
  });

  it.each([
    { timestamp: 1551139199, date: '2019-02-25' },
    { timestamp: 1551139200, date: '2019-02-26' },
  ])('puts the UTC date $date of the timestamp $timestamp into the scope', ({ timestamp, date }) => {
    const { authorization } = signTc3(
      { host: 'h', contentType: 'c', timestamp, service: 'cvm', body: '{}' },
      { id: 'i', secret: 's' },
    );
    expect(authorization).toContain(`Credential=i/${date}/cvm/tc3_request,`);
  });

  it('lower-cases and trims what it signs, the action too', () => {
    const { canonicalRequest } = signTc3(
      { host: ' Host:1 ', contentType: 'Application/JSON ', action: 'StartInstances', timestamp: 0, service: 'cvm', body: '{}' },
      { id: 'i', secret: 's' },
    );
    expect(canonicalRequest).toBe(
      `POST\n/\n\ncontent-type:application/json\nhost:host:1\nx-tc-action:startinstances\n\ncontent-type;host;x-tc-action\n${sha256Hex('{}')}`,
    );
  });
});
