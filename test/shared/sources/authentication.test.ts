import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type SourceSecret, sourceSecret } from '../../../shared/contract/secret.ts';
import type { SourceKind } from '../../../shared/domain/vocabulary.ts';
import { cannotProve, isFrom, type Proof } from '../../../shared/sources/authentication.ts';

const now = 1_760_000_000_000;
const body = Buffer.from('{"a":1}');
const secret = { token: 'the-token', previousToken: 'the-old-token' };
const proves = (kind: SourceKind, own: SourceSecret, proof: Partial<Proof>, at = now) =>
  isFrom(kind, own, { headers: {}, pathToken: null, body, ...proof }, at);
const basic = (text: string) => ({ headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } });

describe('a token', () => {
  it.each([
    { what: 'as a bearer', proof: { headers: { authorization: 'Bearer the-token' } }, is: true },
    { what: 'in another spelling of the scheme', proof: { headers: { authorization: 'bearer  the-token ' } }, is: true },
    { what: 'as the password of Basic', proof: basic('anyone:the-token'), is: true },
    { what: 'without a user', proof: basic(':the-token'), is: true },
    { what: 'at the end of the path', proof: { pathToken: 'the-token' }, is: true },
    { what: 'of before the change', proof: { pathToken: 'the-old-token' }, is: true },
    { what: 'that is another', proof: { headers: { authorization: 'Bearer the-tokens' } }, is: false },
    { what: 'as the user of Basic', proof: basic('the-token:'), is: false },
    { what: 'without a scheme', proof: { headers: { authorization: 'the-token' } }, is: false },
    { what: 'that is empty', proof: { headers: { authorization: 'Bearer ' }, pathToken: '' }, is: false },
    { what: 'that is not there', proof: {}, is: false },
  ])('$what: $is', ({ proof, is }) => {
    expect(proves('alertmanager', secret, proof)).toBe(is);
  });

  it('is not known where the secret has a key only, and the kind does not sign', () => {
    expect(proves('alertmanager', { hmacKey: 'k' }, { pathToken: 'undefined' })).toBe(false);
  });
});

const signed = (key: string, between: string, timestamp = '1760000000') =>
  createHmac('sha256', key).update(`${timestamp}${between}{"a":1}`).digest('hex');

describe.each([
  { kind: 'grafana', header: 'x-grafana-alerting', between: ':' },
  { kind: 'reveille', header: 'x-reveille', between: '.' },
] as const)('a signature of $kind', ({ kind, header, between }) => {
  const own = { hmacKey: 's3cret', previousHmacKey: 'old', token: 'the-token' };
  const proof = (signature: string, timestamp = '1760000000') => ({
    headers: { [`${header}-signature`]: signature, [`${header}-timestamp`]: timestamp },
  });

  it.each([
    { what: 'with the key', signature: signed('s3cret', between), is: true },
    { what: 'with the key of before the change', signature: signed('old', between), is: true },
    { what: 'in upper case', signature: signed('s3cret', between).toUpperCase(), is: true },
    { what: 'with another key', signature: signed('other', between), is: false },
    { what: 'of the body alone', signature: createHmac('sha256', 's3cret').update(body).digest('hex'), is: false },
    { what: 'that is empty', signature: '', is: false },
  ])('$what: $is', ({ signature, is }) => {
    expect(proves(kind, own, proof(signature))).toBe(is);
  });

  it('counts for five minutes, before and after', () => {
    const at = (ms: number) => proves(kind, own, proof(signed('s3cret', between)), now + ms);
    expect([-300_001, -300_000, 300_000, 300_001].map(at)).toEqual([false, true, true, false]);
    expect(proves(kind, own, proof(signed('s3cret', between, 'soon'), 'soon'))).toBe(false);
    expect(proves(kind, own, { headers: { [`${header}-signature`]: signed('s3cret', between) } })).toBe(false);
  });

  it('is required when there is a key: the token alone is not enough', () => {
    expect(proves(kind, own, { pathToken: 'the-token' })).toBe(false);
    expect(proves(kind, { token: 'the-token' }, { pathToken: 'the-token' })).toBe(true);
  });

  it('is about the very bytes of the body', () => {
    expect(proves(kind, own, { ...proof(signed('s3cret', between)), body: Buffer.from('{"a": 1}') })).toBe(false);
  });
});

it('has the value that Grafana computes for a known key, time and body', () => {
  // HMAC-SHA256 of `1760000000:{"a":1}` with the key s3cret, computed by the documented rule.
  const signature = '174fdb62ca40dffda13f2a4224c6d4efa92ad20708ca3e38c3149d5658a528fb';
  const headers = { 'x-grafana-alerting-signature': signature, 'x-grafana-alerting-timestamp': '1760000000' };
  expect(proves('grafana', { hmacKey: 's3cret' }, { headers })).toBe(true);
});

describe('the secret of a source', () => {
  it.each([{ token: 't' }, { hmacKey: 'k' }, { token: ' t\n', hmacKey: 'k', more: 1 }])('may be %o', (given) => {
    expect(sourceSecret.safeParse(given).success).toBe(true);
  });
  it.each([{}, { token: '' }, { previousToken: 't' }, { token: 5 }, null])('may not be %o', (given) => {
    expect(sourceSecret.safeParse(given).success).toBe(false);
  });
});

it.each([
  { kind: 'alertmanager', secret: { token: 't' }, why: null },
  { kind: 'alertmanager', secret: { hmacKey: 'k' }, why: 'has no token, and alertmanager does not sign' },
  { kind: 'grafana', secret: { hmacKey: 'k' }, why: null },
  { kind: 'reveille', secret: { token: 't' }, why: null },
] as const)('a secret with $secret for $kind: $why', ({ kind, secret: own, why }) => {
  expect(cannotProve(kind, own)).toBe(why);
});
