import { type CodeFamily, type CodeTable, from } from '../classify.ts';
import { tencentCommonCodes } from './codes-common.ts';
import { tencentStartCodes } from './codes-start.ts';
import { tencentStopCodes } from './codes-stop.ts';

/** The codes of RebootInstances that start and stop do not have. */
const tencentRebootCodes = from('RebootInstances page', {
  'FailedOperation.InvalidInstanceApplicationRole': {
    kind: 'instance',
    meaning: 'Another product manages the instance, and only that product may reboot it.',
    advice: 'reboot the instance in that product, and take it out of the restart',
  },
});

const tags = 'correct the tags of the target in reveille.yaml and deploy; the next job uses them; purge the dead letter';

/** The codes of DescribeInstances for the tags of a target. */
const tencentFindCodes = {
  ...from('DescribeInstances page', {
    InvalidFilter: { kind: 'request', meaning: 'A tag to filter by is not acceptable.', advice: tags },
    'InvalidFilterValue.LimitExceeded': { kind: 'request', meaning: 'A filter has too many values.', advice: tags },
  }),
  ...from("DescribeInstances: codes in the vendor's SDK", {
    'FailedOperation.IllegalTagKey': { kind: 'request', meaning: 'A tag key is not valid.', advice: tags },
    'FailedOperation.IllegalTagValue': { kind: 'request', meaning: 'A tag value is not valid.', advice: tags },
    'FailedOperation.TagKeyReserved': {
      kind: 'request',
      meaning: 'A tag key is reserved for Tencent Cloud.',
      advice: tags,
    },
  }),
};

const family = 'second level of a common error code';
const sdk = "CVM: codes in the vendor's SDK";

/**
 * Families that grow: Tencent adds second levels after a dot. A more special family comes first.
 */
const families: readonly CodeFamily[] = [
  { match: ['RequestLimitExceeded.*'], kind: 'throttled', meaning: 'Too many requests.', source: family },
  { match: ['InternalError.*'], kind: 'outcomeUnknown', meaning: 'Something failed inside Tencent Cloud.', source: family },
  {
    match: ['ServiceUnavailable.*', 'ResourceUnavailable.*'],
    kind: 'transient',
    meaning: 'The service, or something it needs, is not available for the moment.',
    source: family,
  },
  {
    match: ['*Conflict', '*Processing', '*Busy', '*.MutexTaskRunning'],
    kind: 'wrongState',
    meaning: 'Something else is at work on the instance.',
    source: 'family of codes in reports of users',
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
    meaning: 'The instance does not exist, or the id is not an instance id.',
    source: 'family of the StartInstances page (seed 003)',
    advice: 'correct the id or region in reveille.yaml',
  },
  {
    match: ['UnsupportedOperation.*', 'FailedOperation.*'],
    kind: 'instance',
    meaning: 'The instance does not support the action in its present state, or the action failed.',
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
    match: ['UnauthorizedOperation.*'],
    kind: 'permission',
    meaning: 'The key may not do this.',
    source: sdk,
  },
  {
    match: ['LimitExceeded.*', 'InstancesQuotaLimitExceeded.*'],
    kind: 'account',
    meaning: 'A quota of the account is used up.',
    source: sdk,
  },
  {
    match: ['InvalidParameter.*', 'InvalidParameterValue.*'],
    kind: 'unclear',
    meaning: 'A parameter is not acceptable, perhaps an id.',
    source: 'DescribeInstances page',
  },
  {
    match: ['InvalidFilter*', 'InvalidHostId.*', 'InvalidZone.*', 'InvalidSgId.*', 'InvalidSecurityGroupId.*'],
    kind: 'request',
    meaning: 'A filter of DescribeInstances is not acceptable; Reveille filters by the tags of a target alone.',
    source: 'DescribeInstances page',
  },
];

/**
 * Tencent CVM error codes. An error comes with HTTP 200 and concerns the whole call. The state
 * that a code names may be that of any instance of the call.
 */
export const tencentCodes: CodeTable = {
  exact: { ...tencentStartCodes, ...tencentStopCodes, ...tencentRebootCodes, ...tencentFindCodes, ...tencentCommonCodes },
  families,
};
