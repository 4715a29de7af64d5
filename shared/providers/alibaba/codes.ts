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
    DiskError: 'instance',
    'InvalidParameter.KMSKeyId.KMSUnauthorized': 'account',
    'OperationDenied.NoStock': 'capacity',
    'OperationDenied.SpotPriceLowerThanPublicPrice': 'capacity',
    'OperationDenied.HostRepairing': 'capacity',
    LackResource: 'capacity',
    InsufficientBalance: 'account',
    'Account.Arrearage': 'account',
    'QuotaExceed.ElasticQuota': 'account',
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
    { match: /^(Forbidden|Forbedden|NoPermission|ActionUnauthorized)/, kind: 'account' },
    { match: /NoStock|NotEnoughResource/, kind: 'capacity' },
    { match: /ServiceUnavailable/, kind: 'transient' },
    { match: /^InvalidInstance.*\.NotFound|KMSKeyId/, kind: 'instance' },
  ],
};
