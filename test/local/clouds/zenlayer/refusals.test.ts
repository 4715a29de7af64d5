import { type RefusedCalls, testRefusals } from '../refusal-suite.ts';
import { authorization, type Spoil, url, withHeader, without } from '../spoiled-requests.ts';
import { startOfTime } from '../support/open-clouds.ts';
import type { JsonCall } from '../support/signed-request.ts';

interface Call {
  readonly that: string;
  readonly action?: string;
  readonly body?: object | string;
  readonly change?: Partial<JsonCall>;
  readonly spoil?: Spoil;
}

const id = '1500000000000000001';
const good = { instanceIds: [id] };
const ids = (count: number) => Array.from({ length: count }, (_, at) => String(1_600_000_000 + at));
const seconds = 1000;
const key = { id: 'TEST-KEY-ID', secret: 'test-secret' };
const describeStates = 'DescribeInstancesStatus';

const refused: RefusedCalls<Call> = {
  '401 AUTHFAILURE_INVALID_AUTHORIZATION': [
    { that: 'has no Authorization', spoil: without('authorization') },
    { that: 'leaves out blanks after commas', spoil: authorization((v) => v.replaceAll(', ', ',')) },
    { that: 'has no timestamp', spoil: without('x-zc-timestamp') },
    { that: 'has no signature method', spoil: without('x-zc-signature-method') },
  ],
  '401 AUTHFAILURE_SIGNATURE_FAILURE': [
    { that: 'names an unknown key', change: { key: { ...key, id: 'other' } } },
    { that: 'has a wrong secret', change: { key: { ...key, secret: 'x' } } },
    { that: 'has another body than was signed', spoil: (request) => ({ ...request, body: `${request.body} ` }) },
    { that: 'has another content type than was signed', spoil: withHeader('content-type', 'text/json') },
    { that: 'is a PUT', spoil: (request) => ({ ...request, method: 'PUT' }) },
  ],
  '401 AUTHFAILURE_SIGNATURE_EXPIRED': [
    { that: 'is 301 seconds old', change: { at: startOfTime - 301 * seconds } },
    { that: 'is 301 seconds ahead', change: { at: startOfTime + 301 * seconds } },
  ],
  '403 AUTHFAILURE_UNAUTHORIZED_OPERATION': [
    { that: 'asks for another version', change: { version: '2026-04-01' } },
    { that: 'has no version', spoil: without('x-zc-version') },
    { that: 'asks for an unknown action', action: 'ResetInstances' },
    { that: 'goes to another service', spoil: url((it) => it.replace('/zec', '/vm')) },
    { that: 'goes to the canonical path', spoil: url((it) => it.replace('/api/v2/zec', '/')) },
  ],
  '400 INVALID_PARAMETER_TYPE': [
    { that: 'is a text', change: { contentType: 'text/plain' } },
    { that: 'is no JSON', body: '{"instanceIds":' },
    { that: 'is a list', body: [] },
    { that: 'has one id for a list', body: { instanceIds: id } },
    { that: 'has a number for an id', body: { instanceIds: [15] } },
    { that: 'describes with a text for a number', action: describeStates, body: { pageSize: '20' } },
  ],
  '400 MISSING_PARAMETER': [{ that: 'has no ids', body: {} }],
  '400 INVALID_PARAMETER_LESS_LENGTH': [{ that: 'has an empty list', body: { instanceIds: [] } }],
  '400 INVALID_PARAMETER_VALUE': [
    { that: 'has an empty id', body: { instanceIds: [''] } },
    { that: 'names an id twice', body: { instanceIds: [id, id] } },
    { that: 'has an unknown parameter', body: { ...good, dryRun: true } },
  ],
  '400 INVALID_PARAMETER_EXCEED_LENGTH': [
    { that: 'has 101 ids', body: { instanceIds: ids(101) } },
    { that: 'describes 101 ids', action: describeStates, body: { instanceIds: ids(101) } },
  ],
  '400 INVALID_PARAMETER_EXCEED_MAXIMUM': [{ that: 'describes 1001 rows', action: describeStates, body: { pageSize: 1001 } }],
  '400 INVALID_PARAMETER_LESS_MINIMUM': [
    { that: 'describes no rows', action: describeStates, body: { pageSize: 0 } },
    { that: 'describes page 0', action: describeStates, body: { pageNum: 0 } },
  ],
};

testRefusals('zenlayer', refused, ({ zenlayer }, { action = 'StartInstances', body = good, change, spoil }) =>
  zenlayer(action, body, change, spoil),
);
