import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../shared/signing/digest.ts';
import { signZc2 } from '../../shared/signing/zc2.ts';

interface Captured {
  readonly name: string;
  readonly credentials: { readonly accessKeyId: string; readonly accessKeyPassword: string };
  readonly request: { readonly headersOnWire: readonly (readonly [string, string])[]; readonly body: string };
  readonly signing: {
    readonly timestamp: string;
    readonly hashedRequestPayload: string;
    readonly canonicalRequest: string;
    readonly hashedCanonicalRequest: string;
    readonly stringToSign: string;
    readonly signature: string;
    readonly authorization: string;
  };
}

const folder = new URL('./zenlayer/', import.meta.url);
const captured = readdirSync(folder).map((file): Captured => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

describe('ZC2-HMAC-SHA256', () => {
  it('has every captured request and the printed one to prove itself against', () => {
    expect(captured.map(({ name }) => name).sort()).toEqual([
      'pysigner-describe-ids',
      'pysigner-describe-utf8',
      'pysigner-start',
      'pysigner-status',
      'pysigner-stop-soft',
      'vendor-doc-vector',
    ]);
  });

  it.each(captured)('signs $name as the vendor did, step by step', ({ credentials, request, signing }) => {
    const sent = Object.fromEntries(request.headersOnWire.map(([name, value]) => [name.toLowerCase(), value]));
    const signed = signZc2(
      {
        host: sent.host ?? '',
        contentType: sent['content-type'] ?? '',
        timestamp: Number(signing.timestamp),
        body: request.body,
      },
      { id: credentials.accessKeyId, secret: credentials.accessKeyPassword },
    );
    expect(sha256Hex(request.body)).toBe(signing.hashedRequestPayload);
    expect(sha256Hex(signed.canonicalRequest)).toBe(signing.hashedCanonicalRequest);
    expect(signed).toEqual({
      canonicalRequest: signing.canonicalRequest,
      stringToSign: signing.stringToSign,
      signature: signing.signature,
      authorization: sent.authorization,
    });
  });

  it.each([
    { part: 'the secret', change: { secret: 't' } },
    { part: 'the body', change: { body: '{"a":1}' } },
    { part: 'the host', change: { host: 'h:2' } },
    { part: 'the content type', change: { contentType: 'd' } },
    { part: 'the timestamp', change: { timestamp: 2 } },
  ])('gives another signature when $part changes', ({ change }) => {
    const base = { host: 'h', contentType: 'c', timestamp: 1, body: '{}', secret: 's' };
    const sign = ({ secret, ...input }: typeof base) => signZc2(input, { id: 'i', secret }).signature;
    expect(sign({ ...base, ...change })).not.toBe(sign(base));
  });
});
