import { type RefusedCalls, testRefusals } from '../refusal-suite.ts';
import { authorization, type Spoil, url, withHeader, without } from '../spoiled-requests.ts';
import { startOfTime } from '../support/open-clouds.ts';
import type { AlibabaCall } from '../support/signed-request.ts';

interface Call {
  readonly that: string;
  readonly action?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly change?: Partial<AlibabaCall>;
  readonly spoil?: Spoil;
}

const good = { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1' };
const ids = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`InstanceId.${at + 1}`, `i-${at}`]));
const jsonIds = (list: unknown) => ({ RegionId: 'cn-hangzhou', InstanceIds: JSON.stringify(list) });
const minutes = 60_000;

const refused: RefusedCalls<Call> = {
  '400 IncompleteSignature': [
    { that: 'has no Authorization', spoil: without('authorization') },
    { that: 'puts blanks after commas', spoil: authorization((v) => v.replaceAll(',', ', ')) },
    { that: 'has no nonce', spoil: without('x-acs-signature-nonce') },
    { that: 'sends an x-acs header unsigned', spoil: withHeader('x-acs-extra', '1') },
    { that: 'does not sign host', spoil: authorization((v) => v.replace('=host;', '=')) },
  ],
  '404 InvalidAccessKeyId.NotFound': [{ that: 'names an unknown key', change: { key: { id: 'other', secret: 'test-secret' } } }],
  '400 SignatureDoesNotMatch': [
    { that: 'has a wrong secret', change: { key: { id: 'TEST-KEY-ID', secret: 'x' } } },
    { that: 'was changed after signing in its query', spoil: url((it) => it.replace('i-1', 'i-2')) },
    { that: 'was changed after signing in its action', spoil: withHeader('x-acs-action', 'StartInstance') },
    { that: 'was changed after signing in its body', spoil: (request) => ({ ...request, body: 'a=b' }) },
    { that: 'was changed after signing in its method', spoil: (request) => ({ ...request, method: 'GET' }) },
  ],
  '400 InvalidSecurityToken.MismatchWithAccessKey': [
    { that: 'brings a token nobody gave it', change: { key: { id: 'TEST-KEY-ID', secret: 'test-secret', token: 't' } } },
  ],
  '400 InvalidTimeStamp.Expired': [
    { that: 'is 15 minutes and a second old', change: { at: startOfTime - 15 * minutes - 1000 } },
    { that: 'is 15 minutes and a second ahead', change: { at: startOfTime + 15 * minutes + 1000 } },
  ],
  '400 InvalidTimeStamp.Format': [
    { that: 'has milliseconds in its date', spoil: withHeader('x-acs-date', '2026-11-23T00:30:00.000Z') },
  ],
  '404 InvalidVersion': [{ that: 'asks for another version', change: { version: '2014-05-27' } }],
  '404 InvalidAction.NotFound': [
    { that: 'asks for an unknown action', action: 'ResetInstances' },
    { that: 'asks for a property of every object', action: 'constructor' },
  ],
  '404 InvalidApi.NotFound': [{ that: 'goes to another path', spoil: url((it) => it.replace('/?', '/ecs?')) }],
  '400 UnsupportedHTTPMethod': [{ that: 'uses PUT', spoil: (request) => ({ ...request, method: 'PUT' }) }],
  '400 UnsupportedParameter': [
    { that: 'puts parameters into a body', change: { body: 'RegionId=cn-hangzhou' } },
    { that: 'has an unknown parameter', query: { ...good, ForceStop: 'true' } },
    { that: 'starts with tags', query: { ...good, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' } },
    { that: 'stops with hibernation', action: 'StopInstances', query: { ...good, Hibernate: 'true' } },
    { that: 'gives StartInstance a region', action: 'StartInstance', query: { InstanceId: 'i-1', RegionId: 'cn-hangzhou' } },
  ],
  '400 InvalidParameter': [
    { that: 'has a broken escape', spoil: url((it) => `${it}&a=%E6%5`) },
    { that: 'names a parameter twice', spoil: url((it) => `${it}&RegionId=x`) },
    { that: 'mixes both ways to name ids', query: { ...good, InstanceId: 'i-1' } },
    { that: 'names an id twice', query: { ...good, 'InstanceId.2': 'i-1' } },
    { that: 'has a yes that is none', query: { ...good, DryRun: 'yes' } },
    { that: 'has an unknown mode', query: { ...good, BatchOptimization: 'Best' } },
    { that: 'forces with a yes that is none', action: 'StopInstances', query: { ...good, ForceStop: '1' } },
    { that: 'stops in an unknown mode', action: 'StopInstances', query: { ...good, StoppedMode: 'KEEP_CHARGING' } },
    { that: 'gives StartInstance a list', action: 'StartInstance', query: { 'InstanceId.1': 'i-1' } },
    {
      that: 'describes ids that are no JSON',
      action: 'DescribeInstances',
      query: { RegionId: 'cn-hangzhou', InstanceIds: 'i-1' },
    },
    { that: 'describes numbers', action: 'DescribeInstances', query: jsonIds([1]) },
    { that: 'describes an id twice', action: 'DescribeInstances', query: jsonIds(['i-1', 'i-1']) },
    { that: 'describes a malformed id', action: 'DescribeInstances', query: jsonIds(['']) },
    { that: 'wants a page of some rows', action: 'DescribeInstances', query: { RegionId: 'cn-hangzhou', MaxResults: 'some' } },
    { that: 'makes its own token', action: 'DescribeInstances', query: { RegionId: 'cn-hangzhou', NextToken: '10' } },
  ],
  '400 MissingParameter': [
    { that: 'has no region', query: { 'InstanceId.1': 'i-1' } },
    { that: 'has an empty region', query: { ...good, RegionId: '' } },
    { that: 'has no ids', query: { RegionId: 'cn-hangzhou' } },
    { that: 'counts ids from 0', query: { RegionId: 'cn-hangzhou', 'InstanceId.0': 'i-1' } },
    { that: 'leaves a gap in the ids', query: { ...good, 'InstanceId.3': 'i-2' } },
    { that: 'describes without a region', action: 'DescribeInstances', query: {} },
  ],
  '404 InvalidRegionId.NotFound': [{ that: 'has an unknown region', query: { ...good, RegionId: 'cn-atlantis' } }],
  '403 InvalidInstanceId.NotFound': [{ that: 'has an empty id', query: { ...good, 'InstanceId.1': '' } }],
  '403 Abs.InvalidInstanceIds.MalFormed': [{ that: 'has a malformed id', query: { ...good, 'InstanceId.1': 'ins-1' } }],
  '403 InvalidParameter.TooManyInstanceIds': [
    { that: 'has 101 ids', query: { RegionId: 'cn-hangzhou', ...ids(101) } },
    { that: 'stops 101 ids', action: 'StopInstances', query: { RegionId: 'cn-hangzhou', ...ids(101) } },
    { that: 'describes 101 ids', action: 'DescribeInstances', query: jsonIds(Object.values(ids(101))) },
  ],
};

testRefusals('alibaba', refused, ({ alibaba }, { action = 'StartInstances', query = good, change, spoil }) =>
  alibaba(action, query, change, spoil),
);
