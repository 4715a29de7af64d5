import { describe, expect, it } from 'vitest';
import { proxyAnswer } from '../../../../local/engine/http/proxy-answer.ts';

describe('proxyAnswer', () => {
  it('takes status, headers, cookies and body over', () => {
    const headers = { 'X-A': 'b', 'Retry-After': 5 };
    expect(proxyAnswer({ statusCode: 503, headers, cookies: ['a=1', 'b=2'], body: 'later' })).toEqual({
      status: 503,
      headers: { 'x-a': 'b', 'retry-after': '5', 'set-cookie': 'a=1, b=2' },
      body: 'later',
    });
  });

  it.each([
    [{ statusCode: 404 }, { status: 404, headers: {}, body: '' }],
    [
      { statusCode: 200, body: '5LqR', isBase64Encoded: true },
      { status: 200, headers: {}, body: '云' },
    ],
    [{ done: 1 }, { status: 200, headers: { 'content-type': 'application/json' }, body: '{"done":1}' }],
    ['hello', { status: 200, headers: { 'content-type': 'application/json' }, body: 'hello' }],
    [null, { status: 200, headers: { 'content-type': 'application/json' }, body: 'null' }],
  ])('makes of %j a whole answer', (payload, expected) => {
    expect(proxyAnswer(payload)).toEqual(expected);
  });

  it.each([
    { statusCode: '200' },
    { statusCode: 99 },
    { statusCode: 600 },
    { statusCode: 200.5 },
    { statusCode: 200, body: { not: 'a text' } },
    { statusCode: 200, headers: { a: ['list'] } },
  ])('finds %j malformed', (payload) => {
    expect(proxyAnswer(payload)).toBeNull();
  });
});
