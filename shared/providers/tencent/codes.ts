import type { CodeRule, CodeTable } from '../classify.ts';
import { tencentCommonCodes } from './codes-common.ts';
import { tencentFindCodes } from './codes-find.ts';
import { tencentStartCodes } from './codes-start.ts';
import { tencentStopCodes } from './codes-stop.ts';

const family = 'second level of a common error code';
const sdk = "CVM: codes in the vendor's SDK";

/** Families that grow: Tencent adds second levels after a dot. The more special ones first. */
const rules: readonly CodeRule[] = [
  { match: ['RequestLimitExceeded.*'], kind: 'throttled', meaning: 'Too many requests.', source: family },
  { match: ['InternalError.*'], kind: 'outcomeUnknown', meaning: 'Something failed inside Tencent Cloud.', source: family },
  {
    match: ['ServiceUnavailable.*', 'ResourceUnavailable.*'],
    kind: 'transient',
    meaning: 'The service, or something it needs, is not available for the moment.',
    source: family,
  },
  { match: ['ResourceInUse.*'], kind: 'wrongState', meaning: 'The instance is in use by another operation.', source: family },
  {
    match: ['InvalidInstanceState.*'],
    kind: 'wrongState',
    meaning: 'The present state of the instance does not allow the action.',
    source: sdk,
  },
  {
    match: ['ResourceInsufficient.*', 'ResourcesSoldOut', 'ResourcesSoldOut.*'],
    kind: 'capacity',
    meaning: 'There is no capacity for the instance.',
    source: sdk,
  },
  {
    match: ['InvalidInstanceId', 'InvalidInstanceId.*', 'InvalidInstance.*'],
    kind: 'instance',
    meaning: 'The instance does not exist, or its id is not one.',
    source: 'family of the StartInstances page (seed 003)',
    advice: 'correct the id or region in reveille.yaml',
  },
  {
    match: ['UnsupportedOperation.*', 'FailedOperation.*'],
    kind: 'instance',
    meaning: 'The instance does not support the action as it is, or the action failed.',
    source: family,
  },
  {
    match: ['ResourceNotFound.*'],
    kind: 'instance',
    meaning: 'The instance, or something that belongs to it, does not exist.',
    source: family,
  },
  {
    match: ['AuthFailure', 'AuthFailure.*'],
    kind: 'credentials',
    meaning: 'The key, its token or the signature made with it is not accepted.',
    source: family,
  },
  {
    match: ['UnauthorizedOperation.*', 'LimitExceeded.*', 'InstancesQuotaLimitExceeded.*'],
    kind: 'account',
    meaning: 'The key may not do this, or a quota of the account is used up.',
    source: sdk,
  },
  {
    match: ['InvalidParameter.*', 'InvalidParameterValue.*', 'InvalidFilter*', 'InvalidHostId.*', 'InvalidZone.*'],
    kind: 'request',
    meaning: 'A parameter or filter is not acceptable.',
    source: 'DescribeInstances page',
  },
  {
    match: ['InvalidSgId.*', 'InvalidSecurityGroupId.*'],
    kind: 'request',
    meaning: 'A filter of DescribeInstances is not acceptable; Reveille filters by the tags of a target alone.',
    source: 'DescribeInstances page',
  },
];

/** Tencent CVM error codes. Errors come with HTTP 200 and are about the whole call; a state code may stem from any one of its instances. */
export const tencentCodes: CodeTable = {
  exact: { ...tencentStartCodes, ...tencentStopCodes, ...tencentFindCodes, ...tencentCommonCodes },
  rules,
};
