import { describe, expect, it } from 'vitest';
import { instances, openClouds, startOfTime } from '../open-clouds.ts';
import type { JsonCall } from '../signed-request.ts';
import { authorization, type Spoil, url, withHeader, without } from '../spoiled-requests.ts';

const state = { instances: instances('tencent', { 'ins-aaaa0001': {} }) };
const good = { InstanceIds: ['ins-aaaa0001'] };
const id = 'ins-aaaa0001';
const ids = (count: number) => Array.from({ length: count }, (_, at) => `ins-${String(at).padStart(8, '0')}`);
const seconds = 1000;
const key = { id: 'TEST-KEY-ID', secret: 'test-secret' };

interface Row {
  readonly that: string;
  readonly action?: string;
  readonly body?: object | string;
  readonly change?: Partial<JsonCall>;
  readonly spoil?: Spoil;
  readonly code: string;
}

const untrusted: readonly Row[] = [
  { that: 'has no Authorization', spoil: without('authorization'), code: 'AuthFailure.InvalidAuthorization' },
  {
    that: 'leaves out blanks after commas',
    spoil: authorization((v) => v.replaceAll(', ', ',')),
    code: 'AuthFailure.InvalidAuthorization',
  },
  {
    that: 'signs for another service',
    spoil: authorization((v) => v.replace('/cvm/', '/cbs/')),
    code: 'AuthFailure.InvalidAuthorization',
  },
  {
    that: 'does not sign the content type',
    spoil: authorization((v) => v.replace('content-type;', '')),
    code: 'AuthFailure.InvalidAuthorization',
  },
  { that: 'names an unknown key', change: { key: { ...key, id: 'other' } }, code: 'AuthFailure.SecretIdNotFound' },
  { that: 'has a wrong secret', change: { key: { ...key, secret: 'x' } }, code: 'AuthFailure.SignatureFailure' },
  { that: 'brings a token nobody gave it', change: { key: { ...key, token: 't' } }, code: 'AuthFailure.TokenFailure' },
  {
    that: 'has another body than was signed',
    spoil: (request) => ({ ...request, body: `${request.body} ` }),
    code: 'AuthFailure.SignatureFailure',
  },
  {
    that: 'has another content type than was signed',
    spoil: withHeader('content-type', 'application/json; charset=utf-8'),
    code: 'AuthFailure.SignatureFailure',
  },
  {
    that: 'has another date in its scope',
    spoil: authorization((v) => v.replace('2026-11-23', '2026-11-24')),
    code: 'AuthFailure.SignatureFailure',
  },
  {
    that: 'has another action than was signed',
    change: { signsAction: true },
    spoil: withHeader('x-tc-action', 'DescribeInstances'),
    code: 'AuthFailure.SignatureFailure',
  },
  { that: 'is 301 seconds old', change: { at: startOfTime - 301 * seconds }, code: 'AuthFailure.SignatureExpire' },
  { that: 'is 301 seconds ahead', change: { at: startOfTime + 301 * seconds }, code: 'AuthFailure.SignatureExpire' },
  { that: 'has no timestamp', spoil: without('x-tc-timestamp'), code: 'MissingParameter' },
  { that: 'has a date for a timestamp', spoil: withHeader('x-tc-timestamp', '2026-11-23'), code: 'InvalidParameter' },
];

const misdirected: readonly Row[] = [
  { that: 'has no action', spoil: without('x-tc-action'), code: 'MissingParameter' },
  { that: 'has no version', spoil: without('x-tc-version'), code: 'MissingParameter' },
  { that: 'has no region', spoil: without('x-tc-region'), code: 'MissingParameter' },
  { that: 'asks for another version', change: { version: '2017-03-13' }, code: 'NoSuchVersion' },
  { that: 'asks for an unknown action', action: 'ResetInstances', code: 'InvalidAction' },
  { that: 'asks for an unknown region', change: { region: 'ap-atlantis' }, code: 'UnsupportedRegion' },
  { that: 'is a PUT', spoil: (request) => ({ ...request, method: 'PUT' }), code: 'UnsupportedProtocol' },
  { that: 'goes to another path', spoil: url((it) => `${it}cvm`), code: 'InvalidRequest' },
  { that: 'has a query', spoil: url((it) => `${it}?Action=StartInstances`), code: 'InvalidRequest' },
  { that: 'is a form', change: { contentType: 'application/x-www-form-urlencoded' }, code: 'InvalidRequest' },
  { that: 'is no JSON', body: '{"InstanceIds":', code: 'InvalidRequest' },
];

const wrongParameters: readonly Row[] = [
  { that: 'is a list', body: [], code: 'InvalidParameter' },
  { that: 'has no ids', body: {}, code: 'MissingParameter' },
  { that: 'has one id for a list', body: { InstanceIds: id }, code: 'InvalidParameter' },
  { that: 'has a number for an id', body: { InstanceIds: [1] }, code: 'InvalidParameter' },
  { that: 'has an empty list', body: { InstanceIds: [] }, code: 'InvalidParameterValue' },
  { that: 'has an empty id', body: { InstanceIds: [''] }, code: 'InvalidInstanceId.Malformed' },
  { that: 'has a malformed id', body: { InstanceIds: [id, 'i-bp1'] }, code: 'InvalidInstanceId.Malformed' },
  { that: 'names an id twice', body: { InstanceIds: [id, id] }, code: 'InvalidParameterValue' },
  { that: 'has 101 ids', body: { InstanceIds: ids(101) }, code: 'InvalidParameterValue.LimitExceeded' },
  { that: 'wants a dry run', body: { ...good, DryRun: true }, code: 'UnknownParameter' },
  {
    that: 'describes 101 ids',
    action: 'DescribeInstances',
    body: { InstanceIds: ids(101) },
    code: 'InvalidParameterValue.LimitExceeded',
  },
  { that: 'describes by ids and filters', action: 'DescribeInstances', body: { ...good, Filters: [] }, code: 'InvalidParameter' },
  {
    that: 'describes by an unknown filter',
    action: 'DescribeInstances',
    body: { Filters: [{ Name: 'colour', Values: [] }] },
    code: 'InvalidFilter',
  },
  { that: 'describes 101 rows', action: 'DescribeInstances', body: { Limit: 101 }, code: 'InvalidParameterValue' },
  { that: 'describes no rows', action: 'DescribeInstances', body: { Limit: 0 }, code: 'InvalidParameterValue' },
  { that: 'describes from before the first', action: 'DescribeInstances', body: { Offset: -1 }, code: 'InvalidParameterValue' },
  {
    that: 'describes with a text for a number',
    action: 'DescribeInstancesStatus',
    body: { Limit: '20' },
    code: 'InvalidParameter',
  },
  { that: 'describes states by filters', action: 'DescribeInstancesStatus', body: { Filters: [] }, code: 'UnknownParameter' },
];

describe('the Tencent stand-in refuses, with HTTP 200, a request that', () => {
  it.each([...untrusted, ...misdirected, ...wrongParameters])('$that: $code', async (row) => {
    const { clouds, tencent } = await openClouds(state);
    const answer = await tencent(row.action ?? 'StartInstances', row.body ?? good, row.change, row.spoil);
    expect(answer.json).toEqual({
      Response: {
        Error: { Code: row.code, Message: expect.stringMatching(/^[A-Z].+\.$/) },
        RequestId: '00000000-0000-4000-8000-000000000001',
      },
    });
    expect(answer.status).toBe(200);
    expect(clouds.calls.map(({ code }) => code)).toEqual([row.code]);
    expect(clouds.instance('tencent', id)?.status).toBe('STOPPED');
  });
});
