import { describe, expect, it } from 'vitest';
import { instances, openClouds, startOfTime } from '../open-clouds.ts';
import type { JsonCall } from '../signed-request.ts';
import { authorization, type Spoil, url, withHeader, without } from '../spoiled-requests.ts';

const id = '1500000000000000001';
const state = { instances: instances('zenlayer', { [id]: {} }) };
const good = { instanceIds: [id] };
const ids = (count: number) => Array.from({ length: count }, (_, at) => String(1_600_000_000 + at));
const seconds = 1000;
const key = { id: 'TEST-KEY-ID', secret: 'test-secret' };
const describeStates = 'DescribeInstancesStatus';

interface Row {
  readonly that: string;
  readonly action?: string;
  readonly body?: object | string;
  readonly change?: Partial<JsonCall>;
  readonly spoil?: Spoil;
  readonly status: number;
  readonly code: string;
}

const untrusted: readonly Row[] = [
  { that: 'has no Authorization', spoil: without('authorization'), status: 401, code: 'AUTHFAILURE_INVALID_AUTHORIZATION' },
  {
    that: 'leaves out blanks after commas',
    spoil: authorization((v) => v.replaceAll(', ', ',')),
    status: 401,
    code: 'AUTHFAILURE_INVALID_AUTHORIZATION',
  },
  { that: 'has no timestamp', spoil: without('x-zc-timestamp'), status: 401, code: 'AUTHFAILURE_INVALID_AUTHORIZATION' },
  {
    that: 'has no signature method',
    spoil: without('x-zc-signature-method'),
    status: 401,
    code: 'AUTHFAILURE_INVALID_AUTHORIZATION',
  },
  { that: 'names an unknown key', change: { key: { ...key, id: 'other' } }, status: 401, code: 'AUTHFAILURE_SIGNATURE_FAILURE' },
  { that: 'has a wrong secret', change: { key: { ...key, secret: 'x' } }, status: 401, code: 'AUTHFAILURE_SIGNATURE_FAILURE' },
  {
    that: 'has another body than was signed',
    spoil: (request) => ({ ...request, body: `${request.body} ` }),
    status: 401,
    code: 'AUTHFAILURE_SIGNATURE_FAILURE',
  },
  {
    that: 'has another content type than was signed',
    spoil: withHeader('content-type', 'text/json'),
    status: 401,
    code: 'AUTHFAILURE_SIGNATURE_FAILURE',
  },
  { that: 'is a PUT', spoil: (request) => ({ ...request, method: 'PUT' }), status: 401, code: 'AUTHFAILURE_SIGNATURE_FAILURE' },
  { that: 'is 301 seconds old', change: { at: startOfTime - 301 * seconds }, status: 401, code: 'AUTHFAILURE_SIGNATURE_EXPIRED' },
  {
    that: 'is 301 seconds ahead',
    change: { at: startOfTime + 301 * seconds },
    status: 401,
    code: 'AUTHFAILURE_SIGNATURE_EXPIRED',
  },
];

const misdirected: readonly Row[] = [
  {
    that: 'asks for another version',
    change: { version: '2026-04-01' },
    status: 403,
    code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION',
  },
  { that: 'has no version', spoil: without('x-zc-version'), status: 403, code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION' },
  { that: 'asks for an unknown action', action: 'ResetInstances', status: 403, code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION' },
  {
    that: 'goes to another service',
    spoil: url((it) => it.replace('/zec', '/vm')),
    status: 403,
    code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION',
  },
  {
    that: 'goes to the canonical path',
    spoil: url((it) => it.replace('/api/v2/zec', '/')),
    status: 403,
    code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION',
  },
  { that: 'is a text', change: { contentType: 'text/plain' }, status: 400, code: 'INVALID_PARAMETER_TYPE' },
];

const wrongParameters: readonly Row[] = [
  { that: 'is no JSON', body: '{"instanceIds":', status: 400, code: 'INVALID_PARAMETER_TYPE' },
  { that: 'is a list', body: [], status: 400, code: 'INVALID_PARAMETER_TYPE' },
  { that: 'has no ids', body: {}, status: 400, code: 'MISSING_PARAMETER' },
  { that: 'has one id for a list', body: { instanceIds: id }, status: 400, code: 'INVALID_PARAMETER_TYPE' },
  { that: 'has a number for an id', body: { instanceIds: [15] }, status: 400, code: 'INVALID_PARAMETER_TYPE' },
  { that: 'has an empty list', body: { instanceIds: [] }, status: 400, code: 'INVALID_PARAMETER_LESS_LENGTH' },
  { that: 'has an empty id', body: { instanceIds: [''] }, status: 400, code: 'INVALID_PARAMETER_VALUE' },
  { that: 'names an id twice', body: { instanceIds: [id, id] }, status: 400, code: 'INVALID_PARAMETER_VALUE' },
  { that: 'has 101 ids', body: { instanceIds: ids(101) }, status: 400, code: 'INVALID_PARAMETER_EXCEED_LENGTH' },
  { that: 'has an unknown parameter', body: { ...good, dryRun: true }, status: 400, code: 'INVALID_PARAMETER_VALUE' },
  {
    that: 'describes 101 ids',
    action: describeStates,
    body: { instanceIds: ids(101) },
    status: 400,
    code: 'INVALID_PARAMETER_EXCEED_LENGTH',
  },
  {
    that: 'describes 1001 rows',
    action: describeStates,
    body: { pageSize: 1001 },
    status: 400,
    code: 'INVALID_PARAMETER_EXCEED_MAXIMUM',
  },
  {
    that: 'describes no rows',
    action: describeStates,
    body: { pageSize: 0 },
    status: 400,
    code: 'INVALID_PARAMETER_LESS_MINIMUM',
  },
  { that: 'describes page 0', action: describeStates, body: { pageNum: 0 }, status: 400, code: 'INVALID_PARAMETER_LESS_MINIMUM' },
  {
    that: 'describes with a text for a number',
    action: describeStates,
    body: { pageSize: '20' },
    status: 400,
    code: 'INVALID_PARAMETER_TYPE',
  },
];

describe('the Zenlayer stand-in refuses a request that', () => {
  it.each([...untrusted, ...misdirected, ...wrongParameters])('$that: $status $code', async (row) => {
    const { clouds, zenlayer } = await openClouds(state);
    const answer = await zenlayer(row.action ?? 'StartInstances', row.body ?? good, row.change, row.spoil);
    expect(answer.json).toEqual({
      requestId: 'T00000000-0000-4000-8000-000000000001',
      code: row.code,
      message: expect.stringMatching(/^[A-Z].+\.$/),
    });
    expect(answer.status).toBe(row.status);
    expect(clouds.calls.map(({ code }) => code)).toEqual([row.code]);
    expect(clouds.instance('zenlayer', id)?.status).toBe('STOPPED');
  });
});
