import type { CodeTable } from '../classify.ts';

/**
 * Alibaba ECS error codes. Exact rows: the error tables of StartInstances and StartInstance (seeds 000, 001, 002) and the ECS pages'
 * common codes. The HTTP status is useless here: the same code comes under different ones. The rules are the safe side for the rest.
 */
export const alibabaCodes: CodeTable = {
  exact: {
    'InvalidInstanceId.NotFound': 'instance',
    'InvalidInstanceIds.NotFound': 'instance',
    'Abs.InvalidInstanceIds.MalFormed': 'instance',
    IncorrectInstanceStatus: 'wrongState',
    'InvalidOperation.Conflict': 'wrongState',
    InstanceNotReady: 'wrongState',
    InstanceLockedForSecurity: 'instance',
    InstanceExpired: 'instance',
    InstanceExpiredOrInArrears: 'instance',
    DiskInArrears: 'instance',
    // A disk may be in the middle of something; an instance whose disk stays broken ends after the usual rounds.
    DiskError: 'wrongState',
    // Both are about an instance's own key or type. As the whole account's they would stop its neighbours at the dry run.
    'InvalidParameter.KMSKeyId.KMSUnauthorized': 'instance',
    'QuotaExceed.ElasticQuota': 'instance',
    'OperationDenied.NoStock': 'capacity',
    'OperationDenied.SpotPriceLowerThanPublicPrice': 'capacity',
    'OperationDenied.HostRepairing': 'capacity',
    LackResource: 'capacity',
    InsufficientBalance: 'account',
    'Account.Arrearage': 'account',
    InternalError: 'outcomeUnknown',
    UnknownError: 'outcomeUnknown',
    ServiceUnavailable: 'transient',
    'LimitedOperation.ServiceUnavailable': 'transient',
    SignatureNonceUsed: 'transient',
    SignatureDoesNotMatch: 'credentials',
  },
  rules: [
    { match: /Throttling/, kind: 'throttled' },
    {
      match: /^(InvalidAccessKeyId|InvalidSecurityToken|MissingSecurityToken|Forbidden\.AccessKeyDisabled)/,
      kind: 'credentials',
    },
    { match: /^(Forbidden|Forbedden|ActionUnauthorized)|Permission/, kind: 'account' },
    { match: /NoStock|NotEnoughResource/, kind: 'capacity' },
    { match: /ServiceUnavailable/, kind: 'transient' },
    { match: /^Invalid(Region|Api|Action|Product|Zone)/, kind: 'request' },
    { match: /NotFound|KMSKeyId/, kind: 'instance' },
  ],
};
