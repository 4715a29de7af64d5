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

const id = 'ins-aaaa0001';
const good = { InstanceIds: [id] };
const ids = (count: number) => Array.from({ length: count }, (_, at) => `ins-${String(at).padStart(8, '0')}`);
const seconds = 1000;
const key = { id: 'TEST-KEY-ID', secret: 'test-secret' };

const refused: RefusedCalls<Call> = {
  '200 AuthFailure.InvalidAuthorization': [
    { that: 'has no Authorization', spoil: without('authorization') },
    { that: 'leaves out blanks after commas', spoil: authorization((v) => v.replaceAll(', ', ',')) },
    { that: 'signs for another service', spoil: authorization((v) => v.replace('/cvm/', '/cbs/')) },
    { that: 'does not sign the content type', spoil: authorization((v) => v.replace('content-type;', '')) },
  ],
  '200 AuthFailure.SecretIdNotFound': [{ that: 'names an unknown key', change: { key: { ...key, id: 'other' } } }],
  '200 AuthFailure.SignatureFailure': [
    { that: 'has a wrong secret', change: { key: { ...key, secret: 'x' } } },
    { that: 'has another body than was signed', spoil: (request) => ({ ...request, body: `${request.body} ` }) },
    { that: 'has another content type than was signed', spoil: withHeader('content-type', 'application/json; charset=utf-8') },
    { that: 'has another date in its scope', spoil: authorization((v) => v.replace('2026-11-23', '2026-11-24')) },
    {
      that: 'has another action than was signed',
      change: { signsAction: true },
      spoil: withHeader('x-tc-action', 'DescribeInstances'),
    },
  ],
  '200 AuthFailure.TokenFailure': [{ that: 'brings a token nobody gave it', change: { key: { ...key, token: 't' } } }],
  '200 AuthFailure.SignatureExpire': [
    { that: 'is 301 seconds old', change: { at: startOfTime - 301 * seconds } },
    { that: 'is 301 seconds ahead', change: { at: startOfTime + 301 * seconds } },
  ],
  '200 MissingParameter': [
    { that: 'has no timestamp', spoil: without('x-tc-timestamp') },
    { that: 'has no action', spoil: without('x-tc-action') },
    { that: 'has no version', spoil: without('x-tc-version') },
    { that: 'has no region', spoil: without('x-tc-region') },
    { that: 'has no ids', body: {} },
  ],
  '200 InvalidParameter': [
    { that: 'has a date for a timestamp', spoil: withHeader('x-tc-timestamp', '2026-11-23') },
    { that: 'is a list', body: [] },
    { that: 'has one id for a list', body: { InstanceIds: id } },
    { that: 'has a number for an id', body: { InstanceIds: [1] } },
    { that: 'describes by ids and filters', action: 'DescribeInstances', body: { ...good, Filters: [] } },
    { that: 'describes with a text for a number', action: 'DescribeInstancesStatus', body: { Limit: '20' } },
  ],
  '200 NoSuchVersion': [{ that: 'asks for another version', change: { version: '2017-03-13' } }],
  '200 InvalidAction': [{ that: 'asks for an unknown action', action: 'ResetInstances' }],
  '200 UnsupportedRegion': [{ that: 'asks for an unknown region', change: { region: 'ap-atlantis' } }],
  '200 UnsupportedProtocol': [{ that: 'is a PUT', spoil: (request) => ({ ...request, method: 'PUT' }) }],
  '200 InvalidRequest': [
    { that: 'goes to another path', spoil: url((it) => `${it}cvm`) },
    { that: 'has a query', spoil: url((it) => `${it}?Action=StartInstances`) },
    { that: 'is a form', change: { contentType: 'application/x-www-form-urlencoded' } },
    { that: 'is no JSON', body: '{"InstanceIds":' },
  ],
  '200 InvalidParameterValue': [
    { that: 'has an empty list', body: { InstanceIds: [] } },
    { that: 'names an id twice', body: { InstanceIds: [id, id] } },
    { that: 'describes 101 rows', action: 'DescribeInstances', body: { Limit: 101 } },
    { that: 'describes no rows', action: 'DescribeInstances', body: { Limit: 0 } },
    { that: 'describes from before the first', action: 'DescribeInstances', body: { Offset: -1 } },
  ],
  '200 InvalidInstanceId.Malformed': [
    { that: 'has an empty id', body: { InstanceIds: [''] } },
    { that: 'has a malformed id', body: { InstanceIds: [id, 'i-bp1'] } },
    { that: 'has an id in capitals', body: { InstanceIds: ['INS-AAAA0001'] } },
    { that: 'has an id with capitals', body: { InstanceIds: ['ins-AAAA0001'] } },
  ],
  '200 InvalidParameterValue.LimitExceeded': [
    { that: 'has 101 ids', body: { InstanceIds: ids(101) } },
    { that: 'describes 101 ids', action: 'DescribeInstances', body: { InstanceIds: ids(101) } },
  ],
  '200 UnknownParameter': [
    { that: 'wants a dry run', body: { ...good, DryRun: true } },
    { that: 'describes states by filters', action: 'DescribeInstancesStatus', body: { Filters: [] } },
  ],
  '200 InvalidFilter': [
    { that: 'describes by an unknown filter', action: 'DescribeInstances', body: { Filters: [{ Name: 'colour', Values: [] }] } },
  ],
};

testRefusals('tencent', refused, ({ tencent }, { action = 'StartInstances', body = good, change, spoil }) =>
  tencent(action, body, change, spoil),
);
