import type { RefusalTable } from '../stand-in.ts';

/**
 * HTTP status and text of Alibaba's codes. Sources: the error tables of StartInstances and
 * StartInstance (seeds 000, 001), of StopInstances and DescribeInstances, and the gateway's common
 * lists. Where Alibaba's pages disagree on a status, one of them is used.
 */
export const alibabaRefusals: RefusalTable = {
  'Abs.InvalidInstanceIds.MalFormed': { status: 403, message: 'An instance id has the wrong form.' },
  'DRYRUN.SUCCESS': { status: 400, message: 'The dry run found nothing against this request.' },
  DryRunOperation: { status: 400, message: 'Request validation has been passed with DryRun flag set.' },
  IncompleteSignature: { status: 400, message: 'The Authorization header or a header it needs is missing or unreadable.' },
  IncorrectInstanceStatus: { status: 403, message: 'The current status of the resource does not support this operation.' },
  InstanceLockedForSecurity: { status: 403, message: 'The instance is locked for security reasons.' },
  InstanceNotReady: { status: 403, message: 'The specified instance is not ready for use.' },
  InsufficientBalance: { status: 403, message: 'Your account does not have enough balance.' },
  InternalError: { status: 500, message: 'The request failed for an unknown reason.' },
  'InvalidAccessKeyId.NotFound': { status: 404, message: 'The AccessKey id is unknown.' },
  'InvalidAction.NotFound': { status: 404, message: 'The action does not exist in this version of the API.' },
  'InvalidApi.NotFound': { status: 404, message: 'Nothing is served under this path.' },
  'InvalidDedicatedHost.NotEnoughResource': { status: 400, message: 'The dedicated host has no room.' },
  'InvalidInstanceId.NotFound': { status: 404, message: 'The specified InstanceId does not exist.' },
  'InvalidOperation.Conflict': { status: 409, message: 'The operation conflicts with an earlier one.' },
  InvalidParameter: { status: 400, message: 'A parameter is not acceptable.' },
  'InvalidParameter.TooManyInstanceIds': { status: 403, message: 'At most 100 instance ids are allowed.' },
  'InvalidRegionId.NotFound': { status: 404, message: 'The specified RegionId does not exist.' },
  'InvalidSecurityToken.MismatchWithAccessKey': { status: 400, message: 'The security token does not belong to this AccessKey.' },
  'InvalidTag.Mismatch': { status: 400, message: 'A tag needs both a key and a value.' },
  InvalidTagCount: { status: 400, message: 'At most 20 tags are allowed.' },
  'InvalidTimeStamp.Expired': { status: 400, message: 'The request is more than 15 minutes off the clock.' },
  'InvalidTimeStamp.Format': { status: 400, message: 'The date must look like 2026-11-23T00:30:00Z.' },
  InvalidVersion: { status: 404, message: 'The version of the API is unknown.' },
  LackResource: { status: 400, message: 'The capacity reservation has no room.' },
  MissingParameter: { status: 400, message: 'A required parameter is missing.' },
  MissingSecurityToken: { status: 400, message: 'This AccessKey needs a security token.' },
  'OperationDenied.NoStock': { status: 403, message: 'The requested resource is sold out in the specified zone.' },
  ServiceUnavailable: { status: 503, message: 'The service is unavailable for the moment.' },
  SignatureDoesNotMatch: { status: 400, message: 'The signature is not the one computed here from the request.' },
  SignatureNonceUsed: { status: 400, message: 'The signature nonce has been used before.' },
  Throttling: { status: 400, message: 'The request was throttled.' },
  'Throttling.User': { status: 400, message: 'The request was throttled for this user.' },
  UnsupportedHTTPMethod: { status: 400, message: 'Only GET and POST are supported.' },
  UnsupportedParameter: { status: 400, message: 'The parameter is not supported.' },
};
