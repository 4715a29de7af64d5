import type { CodeTable } from '../classify.ts';

/**
 * Tencent CVM error codes. Exact rows: the error table of StartInstances (seed 003) and the API's common codes. Errors come with
 * HTTP 200 and are about the whole call; a state code may stem from any one of its instances.
 */
export const tencentCodes: CodeTable = {
  exact: {
    InternalServerError: 'outcomeUnknown',
    InternalError: 'outcomeUnknown',
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
    'InvalidInstance.NotSupported': 'instance',
    'InvalidParameterValue.InstanceIdMalformed': 'instance',
    'InvalidParameterValue.ZoneNotSupported': 'instance',
    ServiceUnavailable: 'transient',
    ResourceUnavailable: 'transient',
    ResourceInUse: 'wrongState',
    FailedOperation: 'instance',
    ResourceNotFound: 'instance',
    'AuthFailure.UnauthorizedOperation': 'account',
    'AuthFailure.MFAFailure': 'account',
    LimitExceeded: 'account',
  },
  rules: [
    { match: /^RequestLimitExceeded(\.|$)/, kind: 'throttled' },
    { match: /^InvalidInstanceId(\.|$)/, kind: 'instance' },
    { match: /^UnsupportedOperation(\.|$)/, kind: 'instance' },
    { match: /^InvalidInstanceState(\.|$)/, kind: 'wrongState' },
    { match: /^InternalError\./, kind: 'outcomeUnknown' },
    { match: /^Resource(Insufficient|sSoldOut)(\.|$)/, kind: 'capacity' },
    { match: /^AuthFailure(\.|$)|^UnauthorizedOperation\.InvalidToken$/, kind: 'credentials' },
    { match: /^(UnauthorizedOperation|LimitExceeded)(\.|$)|^IpInBlacklist|^IpNotInWhitelist/, kind: 'account' },
  ],
};
