import { describe, expect, it } from 'vitest';
import { failures } from '../../../shared/domain/failure-table.ts';
import { alibabaCodes } from '../../../shared/providers/alibaba/codes.ts';
import { classify, explain } from '../../../shared/providers/classify.ts';

describe('every row of the error tables of StartInstances (seed 000) and StartInstance (seeds 001, 002)', () => {
  it.each([
    { seeds: '000 001 002', status: 404, code: 'InvalidInstanceId.NotFound', kind: 'instance' },
    { seeds: '000 001 002', status: 403, code: 'IncorrectInstanceStatus', kind: 'wrongState' },
    { seeds: '000 001 002', status: 403, code: 'OperationDenied.NoStock', kind: 'capacity' },
    { seeds: '000 001 002', status: 403, code: 'OperationDenied.SpotPriceLowerThanPublicPrice', kind: 'capacity' },
    { seeds: '000 001 002', status: 500, code: 'InternalError', kind: 'outcomeUnknown' },
    { seeds: '000 001 002', status: 403, code: 'InsufficientBalance', kind: 'account' },
    { seeds: '000 001 002', status: 403, code: 'InstanceNotReady', kind: 'wrongState' },
    { seeds: '001 002', status: 500, code: 'InstanceNotReady', kind: 'wrongState' },
    { seeds: '001 002', status: 403, code: 'InstanceLockedForSecurity', kind: 'instance' },
    { seeds: '001 002', status: 403, code: 'DiskError', kind: 'wrongState' },
    { seeds: '001 002', status: 403, code: 'InstanceExpired', kind: 'instance' },
    { seeds: '001 002', status: 403, code: 'DiskInArrears', kind: 'instance' },
    { seeds: '001 002', status: 403, code: 'InvalidParameter.KMSKeyId.KMSUnauthorized', kind: 'instance' },
    { seeds: '002', status: 403, code: 'QuotaExceed.ElasticQuota', kind: 'instance' },
  ] as const)('$code with HTTP $status (seeds $seeds): $kind', ({ code, status, kind }) => {
    expect(classify(alibabaCodes, { code, message: '' }, status)).toBe(kind);
  });
});

describe('what StopInstances and a listing by tags add', () => {
  it.each([
    { status: 403, code: 'InvalidInstanceId.NotSupport', kind: 'charged' },
    { status: 403, code: 'InstanceType.ParameterMismatch', kind: 'instance' },
    { status: 403, code: 'OperationDenied.SystemInstanceNotSupport', kind: 'instance' },
    { status: 403, code: 'HibernationConfigured.InstanceOperationForbidden', kind: 'instance' },
    { status: 403, code: 'HibernationConfigured.NotEnabled', kind: 'instance' },
    { status: 500, code: 'HibernationConfigured.BrandNew', kind: 'instance' },
    { status: 400, code: 'InvalidParameter.Encrypted.KmsNotEnable', kind: 'instance' },
    { status: 403, code: 'InvalidOperation.KMSServiceNotOpen', kind: 'instance' },
    { status: 403, code: 'InvalidOperation.KMSKeyIdNotFound', kind: 'instance' },
    { status: 503, code: 'LimitedOperation.ServiceUnavailable', kind: 'transient' },
    { status: 404, code: 'InvalidTag.Mismatch', kind: 'request' },
    { status: 500, code: 'InvalidTagCount', kind: 'request' },
  ] as const)('$code with HTTP $status: $kind', ({ code, status, kind }) => {
    expect(classify(alibabaCodes, { code, message: '' }, status)).toBe(kind);
  });

  it.each(['InvalidTag.Mismatch', 'InvalidTagCount', 'InvalidInstanceId.NotSupport'])(
    'tells what helps against %s, which a redrive alone does not: the letter keeps what it was made with',
    (code) => {
      expect(explain(alibabaCodes, { code, message: '' })?.advice).toMatch(/deploy.*purge the dead letter/);
    },
  );
});

describe('codes of the newer pages, of the gateway and of families that grow', () => {
  it.each([
    { code: 'InvalidInstanceIds.NotFound', kind: 'instance' },
    { code: 'Abs.InvalidInstanceIds.MalFormed', kind: 'instance' },
    { code: 'InvalidInstance.NotFoundSystemDisk', kind: 'instance' },
    { code: 'InvalidCapacityReservationId.NotFound', kind: 'instance' },
    { code: 'InstanceExpiredOrInArrears', kind: 'instance' },
    { code: 'InvalidParameter.KMSKeyId.NotFound', kind: 'instance' },
    { code: 'InvalidParameter.KMSKeyId.CMKNotEnabled', kind: 'instance' },
    { code: 'InvalidOperation.Conflict', kind: 'wrongState' },
    { code: 'OperationDenied.HostRepairing', kind: 'capacity' },
    { code: 'LackResource', kind: 'capacity' },
    { code: 'Invalid.PrivatePoolOptions.NoStock', kind: 'capacity' },
    { code: 'InvalidDedicatedHost.NotEnoughResource', kind: 'capacity' },
    { code: 'Throttling', kind: 'throttled' },
    { code: 'Throttling.User', kind: 'throttled' },
    { code: 'Throttling.Api', kind: 'throttled' },
    { code: 'Rejected.Throttling', kind: 'throttled' },
    { code: 'ServiceUnavailable', kind: 'transient' },
    { code: 'Backend.ServiceUnavailable.Soon', kind: 'transient' },
    { code: 'SignatureNonceUsed', kind: 'transient' },
    { code: 'UnknownError', kind: 'outcomeUnknown' },
    { code: 'SignatureDoesNotMatch', kind: 'credentials' },
    { code: 'InvalidAccessKeyId.NotFound', kind: 'credentials' },
    { code: 'InvalidAccessKeyId.Inactive', kind: 'credentials' },
    { code: 'Forbidden.AccessKeyDisabled', kind: 'credentials' },
    { code: 'MissingSecurityToken', kind: 'credentials' },
    { code: 'InvalidSecurityToken.Expired', kind: 'credentials' },
    { code: 'InvalidSecurityToken.MismatchWithAccessKey', kind: 'credentials' },
    { code: 'Forbidden', kind: 'permission' },
    { code: 'Forbidden.RAM', kind: 'permission' },
    { code: 'Forbidden.RiskControl', kind: 'account' },
    { code: 'Forbedden.NotSupportRAM', kind: 'account' },
    { code: 'NoPermission', kind: 'permission' },
    { code: 'ActionUnauthorized', kind: 'permission' },
    { code: 'Account.Arrearage', kind: 'account' },
    { code: 'InvalidParameter.KMSKeyId.CMKUnauthorized', kind: 'instance' },
    { code: 'InvalidInstanceType.Brand', kind: 'instance' },
    { code: 'InvalidAccessKeyId.Other', kind: 'credentials' },
    { code: 'InvalidSecurityToken.Malformed', kind: 'credentials' },
    { code: 'SignatureOfSomeOtherKind', kind: 'credentials' },
    { code: 'Forbidden.UserVerification', kind: 'account' },
    { code: 'Forbidden.Other', kind: 'permission' },
    { code: 'Throttling.ConcurrentLimitExceeded', kind: 'throttled' },
    { code: 'InvalidTimeStamp.Format', kind: 'request' },
    { code: 'IllegalTimestamp', kind: 'clockSkew' },
    { code: 'InvalidSignatureMethod', kind: 'request' },
    { code: 'InvalidRegionId.MalFormed', kind: 'request' },
    { code: 'InvalidRegion.NotFound', kind: 'request' },
    { code: 'InvalidOwner.NotFound', kind: 'request' },
    { code: 'InvalidZoneId.NotFound', kind: 'request' },
    { code: 'NotSupportedEndpoint', kind: 'request' },
    { code: 'InvalidAction', kind: 'request' },
    { code: 'InvalidVersion', kind: 'request' },
    { code: 'InvalidHpcClusterId.NotFound', kind: 'request' },
    { code: 'InvalidInstanceChargeType.NotFound', kind: 'request' },
    { code: 'InvalidInternetChargeType.ValueNotSupported', kind: 'request' },
    { code: 'InvalidLockReason.NotFound', kind: 'request' },
    { code: 'InvalidFilterKey.NotFound', kind: 'request' },
    { code: 'InvalidNetworkType.NotFound', kind: 'request' },
    { code: 'InvalidStatus.NotFound', kind: 'request' },
    { code: 'InvalidParameter', kind: 'unclear' },
    { code: 'InvalidParameter.Format', kind: 'unclear' },
    { code: 'UnsupportedParameter', kind: 'request' },
    { code: 'UnsupportedHTTPMethod', kind: 'request' },
    { code: 'InvalidProtocol.NeedSsl', kind: 'request' },
    { code: 'ContentLengthDoesNotMatch', kind: 'request' },
    { code: 'ContentMD5NotMatched', kind: 'request' },
    { code: 'InvalidRegionId.NotFound', kind: 'request' },
    { code: 'InvalidApi.NotFound', kind: 'request' },
    { code: 'InvalidAction.NotFound', kind: 'request' },
    { code: 'InvalidProduct.NotFound', kind: 'request' },
    { code: 'InvalidTimeStamp.Expired', kind: 'clockSkew' },
    { code: 'IncompleteSignature', kind: 'request' },
    { code: 'MissingParameter', kind: 'request' },
    { code: 'InvalidParameter.TooManyInstanceIds', kind: 'request' },
    { code: 'Forbidden.InstanceNotFound', kind: 'instance' },
    { code: 'IncorrectInstanceStatus.Initializing', kind: 'wrongState' },
    { code: 'OperationConflict', kind: 'wrongState' },
    { code: 'Brand.NewConflict', kind: 'wrongState' },
    { code: 'LastOrderProcessing', kind: 'wrongState' },
    { code: 'LastRequestProcessing', kind: 'wrongState' },
    { code: 'Disk.Busy', kind: 'wrongState' },
    { code: 'NoEnabledAccessKey', kind: 'credentials' },
    { code: 'InvalidAction.Unauthorized', kind: 'permission' },
    { code: 'InvalidAccountStatus.NotEnoughBalance', kind: 'account' },
    { code: 'InvalidOperation.NotSupportedEndpoint', kind: 'request' },
    { code: 'BusyBox.Broken', kind: 'unclear' },
  ] as const)('$code: $kind', ({ code, kind }) => {
    expect(classify(alibabaCodes, { code, message: '' }, 400)).toBe(kind);
  });

  it('never ends a pre-check for what may be one instance alone', () => {
    // A request-level kind stops a whole batch at the dry run.
    const mayBeOne = /Instance(?!Ids$)|Disk|KMS|Quota|Reservation|Host|Pool/;
    const perInstance = Object.entries(alibabaCodes.exact).filter(([code]) => mayBeOne.test(code));
    expect(perInstance.length).toBeGreaterThan(15);
    expect(perInstance.filter(([, { kind }]) => failures[kind].concerns !== 'instance')).toEqual([]);
  });
});
