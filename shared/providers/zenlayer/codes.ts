import type { CodeTable } from '../classify.ts';

/**
 * Zenlayer error codes as they are on the wire, upper snake case. Exact rows: the error table of StartInstances (seed 004) and the
 * API's common codes; the rules follow the code's own grammar, because the vendor documents few.
 */
export const zenlayerCodes: CodeTable = {
  exact: {
    INVALID_INSTANCE_NOT_FOUND: 'instance',
    OPERATION_DENIED_INSTANCE_RECYCLED: 'instance',
    OPERATION_DENIED_INSTANCE_NOT_STOPPED: 'wrongState',
    REQUEST_LIMIT_EXCEEDED: 'throttled',
    SERVICE_TEMPORARY_UNAVAILABLE: 'transient',
    INTERNAL_SERVER_ERROR: 'outcomeUnknown',
    REQUEST_TIMED_OUT: 'outcomeUnknown',
    INVALID_OPERATION_TIMEOUT: 'outcomeUnknown',
    STOCK_INSUFFICIENT: 'capacity',
    OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND: 'request',
    AUTHFAILURE_UNAUTHORIZED_OPERATION: 'account',
    AUTHFAILURE_INVALID_AUTHORIZATION: 'request',
  },
  rules: [
    { match: /^AUTHFAILURE_/, kind: 'credentials' },
    { match: /RECYCLE/, kind: 'instance' },
    { match: /_NOT_FOUND$/, kind: 'instance' },
    { match: /^OPERATION_DENIED_INSTANCE_|_STATUS/, kind: 'wrongState' },
    { match: /^(INVALID|MISSING)_PARAMETER/, kind: 'request' },
  ],
};
