import { describe, expect, it } from 'vitest';
import { received, tooLarge } from '../../../../local/engine/http/http-message.ts';

const request = (changes: object = {}) => received({ method: 'post', path: '/a', headers: {}, body: '', ...changes });

describe('received', () => {
  it('tells path and query apart, and joins headers of one name', () => {
    expect(request({ path: '/a%20b?x=1?&y=2', headers: { Accept: 'a', ACCEPT: 'b' }, body: new Uint8Array([255]) })).toEqual({
      method: 'POST',
      path: '/a%20b',
      query: 'x=1?&y=2',
      headers: { accept: 'a,b' },
      body: Buffer.from([255]),
    });
  });
});

describe('a header that no client can send', () => {
  it.each([{ 'x-odd': 'a\nb' }, { 'x-odd': '云' }, { 'x odd': 'a' }])('is refused: %j', (headers) => {
    expect(() => request({ headers })).toThrow(TypeError);
  });
});

describe('tooLarge', () => {
  // `POST /a HTTP/1.1` has 16 characters.
  it.each([
    ['a head of 10,240 bytes', { headers: { x: 'a'.repeat(10_224) } }, undefined],
    ['a head of one byte more', { headers: { x: 'a'.repeat(10_225) } }, 431],
    ['a head of as many characters, but more bytes', { headers: { x: 'é'.repeat(5113) } }, 431],
    ['a long query', { path: `/a?${'q'.repeat(10_240)}` }, 431],
    ['a body of 10 MB', { body: new Uint8Array(10_485_760) }, undefined],
    ['a body of one byte more', { body: new Uint8Array(10_485_761) }, 413],
  ])('says of %s', (_, changes, status) => {
    expect(tooLarge(request(changes))?.status).toBe(status);
  });
});
