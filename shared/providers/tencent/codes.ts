import type { CodeTable } from '../classify.ts';

/**
 * Tencent CVM error codes. Exact rows: the error table of StartInstances (seed 003) and the API's common codes. Errors come with
 * HTTP 200 and are about the whole call; a state code may stem from any one of its instances.
 */
export const tencentCodes: CodeTable = {
  exact: {
    InternalServerError: 'outcomeUnknown',
    'MutexOperation.TaskRunning': 'wrongState',
    'OperationDenied.InstanceOperationInProgress': 'wrongState',
    'UnsupportedOperation.InstanceStateRunning': 'wrongState',
    'UnsupportedOperation.InstanceStateStarting': 'wrongState',
    'UnsupportedOperation.InstanceStateRebooting': 'wrongState',
    'UnsupportedOperation.InstanceStatePending': 'wrongState',
    'UnsupportedOperation.InstanceStateStopped': 'wrongState',
    'UnsupportedOperation.InstanceStateStopping': 'wrongState',
    'UnsupportedOperation.InstanceStateEnterRescueMode': 'wrongState',
    'UnsupportedOperation.InstanceStateExitRescueMode': 'wrongState',
    'UnsupportedOperation.InstanceStateServiceLiveMigrate': 'wrongState',
    'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate': 'wrongState',
    'UnsupportedOperation.InstanceStateExitServiceLiveMigrate': 'wrongState',
    'InvalidInstance.NotSupported': 'instance',
    'InvalidParameterValue.InstanceIdMalformed': 'instance',
    'InvalidParameterValue.ZoneNotSupported': 'instance',
    ResourceNotFound: 'instance',
    'AuthFailure.UnauthorizedOperation': 'account',
    'AuthFailure.MFAFailure': 'account',
  },
  rules: [
    { match: /^RequestLimitExceeded(\.|$)/, kind: 'throttled' },
    { match: /^InvalidInstanceId(\.|$)/, kind: 'instance' },
    { match: /^UnsupportedOperation(\.|$)/, kind: 'instance' },
    { match: /^InvalidInstanceState(\.|$)/, kind: 'wrongState' },
    { match: /^InternalError(\.|$)/, kind: 'outcomeUnknown' },
    { match: /^(Service|Resource)Unavailable(\.|$)/, kind: 'transient' },
    { match: /^ResourceInUse(\.|$)/, kind: 'wrongState' },
    { match: /^FailedOperation(\.|$)/, kind: 'instance' },
    { match: /^Resource(Insufficient|sSoldOut)(\.|$)/, kind: 'capacity' },
    { match: /^AuthFailure(\.|$)|^UnauthorizedOperation\.InvalidToken$/, kind: 'credentials' },
    { match: /^(UnauthorizedOperation|LimitExceeded|InstancesQuotaLimitExceeded)(\.|$)/, kind: 'account' },
    { match: /^Ip(InBlacklist|NotInWhitelist)/, kind: 'account' },
  ],
};
