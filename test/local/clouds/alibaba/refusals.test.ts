import { describe, expect, it } from 'vitest';
import { instances, openClouds, startOfTime } from '../open-clouds.ts';
import type { AlibabaCall } from '../signed-request.ts';
import { authorization, type Spoil, url, withHeader, without } from '../spoiled-requests.ts';

const state = { instances: instances('alibaba', { 'i-1': {} }) };
const good = { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1' };
const minutes = 60_000;

interface Row {
  readonly that: string;
  readonly action?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly change?: Partial<AlibabaCall>;
  readonly spoil?: Spoil;
  readonly status: number;
  readonly code: string;
}

const untrusted: readonly Row[] = [
  { that: 'has no Authorization', spoil: without('authorization'), status: 400, code: 'IncompleteSignature' },
  {
    that: 'puts blanks after commas',
    spoil: authorization((v) => v.replaceAll(',', ', ')),
    status: 400,
    code: 'IncompleteSignature',
  },
  { that: 'has no nonce', spoil: without('x-acs-signature-nonce'), status: 400, code: 'IncompleteSignature' },
  { that: 'sends an x-acs header unsigned', spoil: withHeader('x-acs-extra', '1'), status: 400, code: 'IncompleteSignature' },
  { that: 'does not sign host', spoil: authorization((v) => v.replace('=host;', '=')), status: 400, code: 'IncompleteSignature' },
  {
    that: 'names an unknown key',
    change: { key: { id: 'other', secret: 'test-secret' } },
    status: 404,
    code: 'InvalidAccessKeyId.NotFound',
  },
  { that: 'has a wrong secret', change: { key: { id: 'TEST-KEY-ID', secret: 'x' } }, status: 400, code: 'SignatureDoesNotMatch' },
  {
    that: 'brings a token nobody gave it',
    change: { key: { id: 'TEST-KEY-ID', secret: 'test-secret', token: 't' } },
    status: 400,
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
  },
  {
    that: 'was changed after signing in its query',
    spoil: url((it) => it.replace('i-1', 'i-2')),
    status: 400,
    code: 'SignatureDoesNotMatch',
  },
  {
    that: 'was changed after signing in its action',
    spoil: withHeader('x-acs-action', 'StartInstance'),
    status: 400,
    code: 'SignatureDoesNotMatch',
  },
  {
    that: 'was changed after signing in its body',
    spoil: (request) => ({ ...request, body: 'a=b' }),
    status: 400,
    code: 'SignatureDoesNotMatch',
  },
  {
    that: 'was changed after signing in its method',
    spoil: (request) => ({ ...request, method: 'GET' }),
    status: 400,
    code: 'SignatureDoesNotMatch',
  },
  {
    that: 'is 15 minutes and a second old',
    change: { at: startOfTime - 15 * minutes - 1000 },
    status: 400,
    code: 'InvalidTimeStamp.Expired',
  },
  {
    that: 'is 15 minutes and a second ahead',
    change: { at: startOfTime + 15 * minutes + 1000 },
    status: 400,
    code: 'InvalidTimeStamp.Expired',
  },
  {
    that: 'has milliseconds in its date',
    spoil: withHeader('x-acs-date', '2026-11-23T00:30:00.000Z'),
    status: 400,
    code: 'InvalidTimeStamp.Format',
  },
];

const misdirected: readonly Row[] = [
  { that: 'asks for another version', change: { version: '2014-05-27' }, status: 404, code: 'InvalidVersion' },
  { that: 'asks for an unknown action', action: 'ResetInstances', status: 404, code: 'InvalidAction.NotFound' },
  { that: 'asks for a property of every object', action: 'constructor', status: 404, code: 'InvalidAction.NotFound' },
  {
    that: 'goes to another path',
    spoil: url((it) => it.replace('/?', '/ecs?')),
    status: 404,
    code: 'InvalidApi.NotFound',
  },
  { that: 'uses PUT', spoil: (request) => ({ ...request, method: 'PUT' }), status: 400, code: 'UnsupportedHTTPMethod' },
  { that: 'puts parameters into a body', change: { body: 'RegionId=cn-hangzhou' }, status: 400, code: 'UnsupportedParameter' },
  {
    that: 'has a broken escape',
    spoil: url((it) => `${it}&a=%E6%5`),
    status: 400,
    code: 'InvalidParameter',
  },
  {
    that: 'names a parameter twice',
    spoil: url((it) => `${it}&RegionId=x`),
    status: 400,
    code: 'InvalidParameter',
  },
];

describe('the Alibaba stand-in refuses a request that', () => {
  it.each([...untrusted, ...misdirected])('$that: $status $code', async (row) => {
    const { clouds, alibaba } = await openClouds(state);
    const answer = await alibaba(row.action ?? 'StartInstances', row.query ?? good, row.change, row.spoil);
    expect(answer.json).toEqual({
      RequestId: '00000000-0000-4000-8000-000000000001',
      HostId: new URL(clouds.origins.alibaba).host,
      Code: row.code,
      Message: expect.stringMatching(/^[A-Z].+\.$/),
      Recommend: `https://api.aliyun.com/troubleshoot?q=${row.code}`,
    });
    expect(answer.status).toBe(row.status);
    expect(clouds.calls.map(({ code }) => code)).toEqual([row.code]);
    expect(clouds.instance('alibaba', 'i-1')?.status).toBe('Stopped');
  });
});
