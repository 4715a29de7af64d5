import { describe, expect, it } from 'vitest';
import { received } from '../../../../local/engine/http/http-message.ts';
import { proxyEvent } from '../../../../local/engine/http/proxy-event.ts';

const context = {
  apiId: 'abcdef0123',
  stage: '$default',
  routeKey: 'POST /v1/{a}',
  parameters: { a: 'x y' },
  requestId: 'JKJaXmPLvHcESHA=',
  at: Date.parse('2026-03-02T09:03:58.123Z'),
};
const request = (changes: object = {}) => received({ method: 'POST', path: '/v1/x%20y', headers: {}, body: '', ...changes });
const event = (changes: object = {}) => proxyEvent(request(changes), context);

describe('proxyEvent', () => {
  it('has the shape of payload format 2.0', () => {
    const headers = { 'User-Agent': 'curl/8', Cookie: 'a=1; b=2', 'Content-Type': 'text/plain' };
    expect(event({ path: '/v1/x%20y?p=1&p=2&q=%26', headers, body: '云' })).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/{a}',
      rawPath: '/v1/x y',
      rawQueryString: 'p=1&p=2&q=%26',
      cookies: ['a=1', 'b=2'],
      headers: {
        'content-length': '3',
        'content-type': 'text/plain',
        host: 'abcdef0123.execute-api.us-east-1.amazonaws.com',
        'user-agent': 'curl/8',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { p: '1,2', q: '&' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'abcdef0123',
        domainName: 'abcdef0123.execute-api.us-east-1.amazonaws.com',
        domainPrefix: 'abcdef0123',
        http: { method: 'POST', path: '/v1/x y', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'curl/8' },
        requestId: 'JKJaXmPLvHcESHA=',
        routeKey: 'POST /v1/{a}',
        stage: '$default',
        time: '02/Mar/2026:09:03:58 +0000',
        timeEpoch: context.at,
      },
      pathParameters: { a: 'x y' },
      body: '云',
      isBase64Encoded: false,
    });
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['Application/JSON', false],
    ['text/csv', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/x-www-form-urlencoded', true],
    ['application/cloudevents+json', true],
    ['application/octet-stream', true],
    ['', true],
  ])('hands a body of type %j on as base64: %s', (type, isBase64Encoded) => {
    const headers = type === '' ? {} : { 'content-type': type };
    const body = isBase64Encoded ? 'eyJ4IjoxfQ==' : '{"x":1}';
    expect(event({ headers, body: '{"x":1}' })).toMatchObject({ body, isBase64Encoded });
  });

  it('has no body where none was sent', () => {
    const { body, isBase64Encoded } = event();
    expect([body, isBase64Encoded]).toEqual([undefined, false]);
  });
});
