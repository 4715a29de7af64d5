import { describe, expect, it } from 'vitest';
import { classify, explain } from '../../../shared/providers/classify.ts';
import { tencentCodes } from '../../../shared/providers/tencent/codes.ts';

describe('every row of the error table of StartInstances (seed 003), all of them with HTTP 200', () => {
  it.each([
    { code: 'InternalServerError', kind: 'outcomeUnknown' },
    { code: 'InvalidInstance.NotSupported', kind: 'wrongState' },
    { code: 'InvalidInstanceId.Malformed', kind: 'instance' },
    { code: 'InvalidInstanceId.NotFound', kind: 'instance' },
    { code: 'InvalidParameterValue', kind: 'unclear' },
    { code: 'InvalidParameterValue.InstanceIdMalformed', kind: 'instance' },
    { code: 'InvalidParameterValue.LimitExceeded', kind: 'request' },
    { code: 'InvalidParameterValue.ZoneNotSupported', kind: 'instance' },
    { code: 'MissingParameter', kind: 'request' },
    { code: 'MutexOperation.TaskRunning', kind: 'wrongState' },
    { code: 'OperationDenied.InstanceOperationInProgress', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceReinstallFailed', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStateCorrupted', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStateEnterRescueMode', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateExitRescueMode', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateFreezing', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStateIsolating', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStatePending', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateRebooting', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateRescueMode', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStateRunning', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateServiceLiveMigrate', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateShutdown', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStateStarting', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateStopped', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateStopping', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateTerminated', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStateTerminating', kind: 'instance' },
  ] as const)('$code (seed 003): $kind', ({ code, kind }) => {
    expect(classify(tencentCodes, { code, message: '' }, 200)).toBe(kind);
  });
});

describe('what StopInstances and a listing by tags add', () => {
  it.each([
    { code: 'UnsupportedOperation.StoppedModeStopCharging', kind: 'charged' },
    { code: 'UnsupportedOperation.InstanceStateBanning', kind: 'instance' },
    { code: 'UnsupportedOperation.HibernationForNormalInstance', kind: 'instance' },
    { code: 'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate', kind: 'wrongState' },
    { code: 'UnsupportedOperation.InstanceStateExitServiceLiveMigrate', kind: 'wrongState' },
    { code: 'InvalidParameterCombination', kind: 'request' },
    { code: 'InvalidFilter', kind: 'request' },
    { code: 'InvalidFilterValue.LimitExceeded', kind: 'request' },
    { code: 'FailedOperation.IllegalTagKey', kind: 'request' },
    { code: 'FailedOperation.IllegalTagValue', kind: 'request' },
    { code: 'FailedOperation.TagKeyReserved', kind: 'request' },
    { code: 'InvalidParameterValue.TagKeyNotFound', kind: 'unclear' },
  ] as const)('$code: $kind', ({ code, kind }) => {
    expect(classify(tencentCodes, { code, message: '' }, 500)).toBe(kind);
  });

  it.each(['InvalidFilter', 'FailedOperation.IllegalTagKey', 'UnsupportedOperation.StoppedModeStopCharging'])(
    'tells what helps against %s, which a redrive alone does not: the letter keeps what it was made with',
    (code) => {
      expect(explain(tencentCodes, { code, message: '' })?.advice).toMatch(/deploy.*purge the dead letter/);
    },
  );

  it('advises another mode where stopping without charge is not possible', () => {
    expect(explain(tencentCodes, { code: 'UnsupportedOperation.StoppedModeStopCharging', message: '' })?.advice).toContain(
      'stopMode: stop-charging-or-keep',
    );
  });
});

describe('common codes and families that grow', () => {
  it.each([
    { code: 'RequestLimitExceeded', kind: 'throttled' },
    { code: 'RequestLimitExceeded.UinLimitExceeded', kind: 'throttled' },
    { code: 'RequestLimitExceeded.GlobalRegionUinLimitExceeded', kind: 'throttled' },
    { code: 'RequestLimitExceededOdd', kind: 'unclear' },
    { code: 'InternalError', kind: 'outcomeUnknown' },
    { code: 'InternalError.Timeout', kind: 'outcomeUnknown' },
    { code: 'ServiceUnavailable', kind: 'transient' },
    { code: 'ResourceUnavailable', kind: 'transient' },
    { code: 'ResourceUnavailable.Host', kind: 'transient' },
    { code: 'ResourceInUse', kind: 'wrongState' },
    { code: 'ResourceInUse.Instance', kind: 'wrongState' },
    { code: 'InvalidInstanceState', kind: 'wrongState' },
    { code: 'InvalidInstanceState.Running', kind: 'wrongState' },
    { code: 'ResourceInsufficient', kind: 'capacity' },
    { code: 'ResourceInsufficient.SpecifiedInstanceType', kind: 'capacity' },
    { code: 'ResourcesSoldOut.SpecifiedInstanceType', kind: 'capacity' },
    { code: 'UnsupportedOperation', kind: 'instance' },
    { code: 'FailedOperation', kind: 'instance' },
    { code: 'FailedOperation.InvalidInstanceApplicationRole', kind: 'instance' },
    { code: 'ResourceNotFound', kind: 'instance' },
    { code: 'AuthFailure.SignatureFailure', kind: 'credentials' },
    { code: 'AuthFailure.SignatureExpire', kind: 'clockSkew' },
    { code: 'AuthFailure.SecretIdNotFound', kind: 'credentials' },
    { code: 'AuthFailure.TokenFailure', kind: 'credentials' },
    { code: 'UnauthorizedOperation.InvalidToken', kind: 'credentials' },
    { code: 'AuthFailure.UnauthorizedOperation', kind: 'permission' },
    { code: 'AuthFailure.MFAFailure', kind: 'account' },
    { code: 'UnauthorizedOperation', kind: 'permission' },
    { code: 'UnauthorizedOperation.PermissionDenied', kind: 'permission' },
    { code: 'UnauthorizedOperation.MFAExpired', kind: 'account' },
    { code: 'IpInBlacklist', kind: 'account' },
    { code: 'IpNotInWhitelist', kind: 'account' },
    { code: 'LimitExceeded', kind: 'account' },
    { code: 'LimitExceeded.Instances', kind: 'account' },
    { code: 'InstancesQuotaLimitExceeded', kind: 'account' },
    { code: 'RequestLimitExceeded.IPLimitExceeded', kind: 'throttled' },
    { code: 'ServiceUnavailable.Soon', kind: 'transient' },
    { code: 'ResourcesSoldOut', kind: 'capacity' },
    { code: 'InvalidInstanceId.Other', kind: 'instance' },
    { code: 'InvalidInstance.Other', kind: 'instance' },
    { code: 'ResourceNotFound.HpcCluster', kind: 'instance' },
    { code: 'AuthFailure', kind: 'credentials' },
    { code: 'AuthFailure.Other', kind: 'credentials' },
    { code: 'AuthFailure.InvalidSecretId', kind: 'credentials' },
    { code: 'AuthFailure.InvalidAuthorization', kind: 'credentials' },
    { code: 'AuthFailure.CamRoleNameAuthenticateFailed', kind: 'account' },
    { code: 'UnauthorizedOperation.MFANotFound', kind: 'account' },
    { code: 'UnauthorizedOperation.Other', kind: 'permission' },
    { code: 'InstancesQuotaLimitExceeded.Other', kind: 'account' },
    { code: 'UnsupportedProtocol', kind: 'request' },
    { code: 'NoSuchProduct', kind: 'request' },
    { code: 'NoSuchVersion', kind: 'request' },
    { code: 'ActionOffline', kind: 'request' },
    { code: 'InvalidParameter', kind: 'unclear' },
    { code: 'InvalidParameter.PermissionDenied', kind: 'permission' },
    { code: 'DesOperation.MutexTaskRunning', kind: 'wrongState' },
    { code: 'Some.TaskConflict', kind: 'wrongState' },
    { code: 'OrderProcessing', kind: 'wrongState' },
    { code: 'Disk.Busy', kind: 'wrongState' },
    { code: 'InvalidParameter.Other', kind: 'unclear' },
    { code: 'InvalidParameterValue.VpcIdMalformed', kind: 'unclear' },
    { code: 'InvalidRequest', kind: 'request' },
    { code: 'RequestSizeLimitExceeded', kind: 'request' },
    { code: 'ResponseSizeLimitExceeded', kind: 'request' },
    { code: 'InvalidHostId.Malformed', kind: 'request' },
    { code: 'InvalidZone.MismatchRegion', kind: 'request' },
    { code: 'InvalidSgId.Malformed', kind: 'request' },
    { code: 'InvalidSecurityGroupId.NotFound', kind: 'request' },
    { code: 'UnsupportedRegion', kind: 'request' },
    { code: 'InvalidAction', kind: 'request' },
    { code: 'UnknownParameter', kind: 'request' },
    { code: 'DryRunOperation', kind: 'unclear' },
  ] as const)('$code: $kind', ({ code, kind }) => {
    expect(classify(tencentCodes, { code, message: '' }, 200)).toBe(kind);
  });
});
