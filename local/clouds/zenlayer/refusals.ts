import type { RefusalTable } from '../stand-in.ts';

/**
 * HTTP status and text of Zenlayer's codes. Those about instances and their statuses are documented (seed 004, page of StopInstances), 429 in the
 * vendor's SDKs; for the others the documentation promises only a 4xx, and the one here is our choice.
 */
export const zenlayerRefusals: RefusalTable = {
  AUTHFAILURE_INVALID_AUTHORIZATION: { status: 401, message: 'The Authorization header or one it needs cannot be read.' },
  AUTHFAILURE_SIGNATURE_EXPIRED: { status: 401, message: 'The request is more than five minutes off the clock.' },
  AUTHFAILURE_SIGNATURE_FAILURE: { status: 401, message: 'The signature is not the one computed here from the request.' },
  AUTHFAILURE_UNAUTHORIZED_OPERATION: { status: 403, message: 'The operation is not allowed or does not exist.' },
  INTERNAL_SERVER_ERROR: { status: 500, message: 'The server failed.' },
  INVALID_INSTANCE_NOT_FOUND: { status: 404, message: 'Instance does not exist.' },
  INVALID_PARAMETER_EXCEED_LENGTH: { status: 400, message: 'A list is too long.' },
  INVALID_PARAMETER_EXCEED_MAXIMUM: { status: 400, message: 'A number is too big.' },
  INVALID_PARAMETER_LESS_LENGTH: { status: 400, message: 'A list is too short.' },
  INVALID_PARAMETER_LESS_MINIMUM: { status: 400, message: 'A number is too small.' },
  INVALID_PARAMETER_TYPE: { status: 400, message: 'A parameter has the wrong type.' },
  INVALID_PARAMETER_VALUE: { status: 400, message: 'A parameter is not acceptable.' },
  MISSING_PARAMETER: { status: 400, message: 'A required parameter is missing.' },
  OPERATION_DENIED_INSTANCE_NOT_RUNNING: { status: 403, message: 'The instance is not powered on.' },
  OPERATION_DENIED_INSTANCE_NOT_STOPPED: { status: 403, message: 'The instance is not powered off.' },
  OPERATION_DENIED_INSTANCE_RECYCLED: { status: 403, message: 'The instance is in the recycle bin.' },
  REQUEST_LIMIT_EXCEEDED: { status: 429, message: 'Too many requests.' },
  SERVICE_TEMPORARY_UNAVAILABLE: { status: 503, message: 'The service is unavailable for the moment.' },
};
