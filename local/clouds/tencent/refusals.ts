import type { RefusalTable } from '../stand-in.ts';

function said(message: string) {
  return { status: 200, message };
}

/**
 * Texts of Tencent's codes; the HTTP status is 200 for every one of them. Sources: the error table
 * of StartInstances (seed 003), the lists of errors per action in Tencent's SDK for Go
 * (cvm/v20170312/client.go) and Tencent Cloud's list of common error codes.
 */
export const tencentRefusals: RefusalTable = {
  'AuthFailure.InvalidAuthorization': said('The Authorization header does not have the form of TC3-HMAC-SHA256.'),
  'AuthFailure.SecretIdNotFound': said('The SecretId is unknown.'),
  'AuthFailure.SignatureExpire': said('The request is more than five minutes off the clock.'),
  'AuthFailure.SignatureFailure': said('The signature is not the one computed here from the request.'),
  'AuthFailure.TokenFailure': said('The token does not belong to this SecretId.'),
  InternalServerError: said('Internal error.'),
  InvalidAction: said('The action does not exist.'),
  InvalidFilter: said('The filter is not known here.'),
  'InvalidInstanceId.Malformed': said('The form of an instance id is wrong.'),
  'InvalidInstanceId.NotFound': said('No instance found.'),
  InvalidParameter: said('A parameter is not acceptable.'),
  InvalidParameterCombination: said('ForceStop and StopType exclude each other.'),
  InvalidParameterValue: said('The value of a parameter is not acceptable.'),
  'InvalidParameterValue.LimitExceeded': said('A parameter has too many values.'),
  'InvalidParameterValue.TagKeyNotFound': said('The tag key does not exist.'),
  InvalidRequest: said('The request is not a JSON object posted to /.'),
  MissingParameter: said('A required parameter is missing.'),
  'MutexOperation.TaskRunning': said('An identical job is running.'),
  NoSuchVersion: said('The version of the API is unknown.'),
  'OperationDenied.InstanceOperationInProgress': said('The instance has an operation in progress. Please try again later.'),
  RequestLimitExceeded: said('Too many requests in this second.'),
  UnknownParameter: said('The parameter is not known.'),
  UnsupportedOperation: said('The instance does not allow this in its present state.'),
  'UnsupportedOperation.InstanceStateCorrupted': said('The instance is damaged for good.'),
  'UnsupportedOperation.InstanceStateEnterRescueMode': said('The instance is entering the rescue mode.'),
  'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate': said('The migration of the instance begins.'),
  'UnsupportedOperation.InstanceStateExitRescueMode': said('The instance is leaving the rescue mode.'),
  'UnsupportedOperation.InstanceStateExitServiceLiveMigrate': said('The migration of the instance ends.'),
  'UnsupportedOperation.InstanceStateIsolating': said('The instance is isolated.'),
  'UnsupportedOperation.InstanceStatePending': said('The instance is being created.'),
  'UnsupportedOperation.InstanceStateRebooting': said('The instance is being restarted.'),
  'UnsupportedOperation.InstanceStateRescueMode': said('The instance is in the rescue mode.'),
  'UnsupportedOperation.InstanceStateRunning': said('The instance is running.'),
  'UnsupportedOperation.InstanceStateServiceLiveMigrate': said('The instance is being migrated.'),
  'UnsupportedOperation.InstanceStateShutdown': said('The instance is isolated and awaits destruction.'),
  'UnsupportedOperation.InstanceStateStarting': said('The instance is starting.'),
  'UnsupportedOperation.InstanceStateStopped': said('The instance is stopped.'),
  'UnsupportedOperation.InstanceStateStopping': said('The instance is stopping.'),
  'UnsupportedOperation.InstanceStateTerminating': said('The instance is being terminated.'),
  'UnsupportedOperation.StoppedModeStopCharging': said('The instance cannot be stopped without charge.'),
  UnsupportedProtocol: said('Only POST with a JSON body is served here.'),
  UnsupportedRegion: said('The region does not exist.'),
};
