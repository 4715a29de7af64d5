import { describe, expect, it } from 'vitest';
import { classify, explain } from '../../../shared/providers/classify.ts';
import { zenlayerCodes } from '../../../shared/providers/zenlayer/codes.ts';

describe('every row of the error table of StartInstances (seed 004)', () => {
  it.each([
    { status: 404, code: 'INVALID_INSTANCE_NOT_FOUND', kind: 'instance' },
    { status: 403, code: 'OPERATION_DENIED_INSTANCE_RECYCLED', kind: 'instance' },
    { status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED', kind: 'wrongState' },
  ] as const)('$code with HTTP $status (seed 004): $kind', ({ code, status, kind }) => {
    expect(classify(zenlayerCodes, { code, message: '' }, status)).toBe(kind);
  });
});

describe('common codes, neighbours of the documented ones, and codes that only the grammar knows', () => {
  it.each([
    { status: 429, code: 'REQUEST_LIMIT_EXCEEDED', kind: 'throttled' },
    { status: 400, code: 'OPERATION_CONFLICT', kind: 'wrongState' },
    { status: 400, code: 'LAST_ORDER_PROCESSING', kind: 'wrongState' },
    { status: 400, code: 'RESOURCE_BUSY', kind: 'wrongState' },
    { status: 503, code: 'SERVICE_TEMPORARY_UNAVAILABLE', kind: 'transient' },
    { status: 500, code: 'INTERNAL_SERVER_ERROR', kind: 'outcomeUnknown' },
    { status: 400, code: 'REQUEST_TIMED_OUT', kind: 'outcomeUnknown' },
    { status: 400, code: 'INVALID_OPERATION_TIMEOUT', kind: 'outcomeUnknown' },
    { status: 400, code: 'STOCK_INSUFFICIENT', kind: 'capacity' },
    { status: 401, code: 'AUTHFAILURE_SIGNATURE_FAILURE', kind: 'credentials' },
    { status: 401, code: 'AUTHFAILURE_SIGNATURE_EXPIRED', kind: 'clockSkew' },
    { status: 401, code: 'AUTHFAILURE_INVALID_AUTHORIZATION', kind: 'request' },
    { status: 403, code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION', kind: 'permission' },
    { status: 400, code: 'UNSUPPORTED_OPERATION_INSTANCE_BEING_RECYCLE', kind: 'instance' },
    { status: 400, code: 'OPERATION_FAILED_FOR_RECYCLE_RESOURCE', kind: 'instance' },
    { status: 400, code: 'OPERATION_FAILED_RESOURCE_NOT_FOUND', kind: 'instance' },
    { status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING', kind: 'wrongState' },
    { status: 400, code: 'OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND', kind: 'request' },
    { status: 403, code: 'OPERATION_DENIED_INSTANCE_STATUS', kind: 'wrongState' },
    { status: 400, code: 'OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT', kind: 'wrongState' },
    { status: 403, code: 'OPERATION_DENIED_INSTANCE_RESIZING', kind: 'wrongState' },
    { status: 400, code: 'MISSING_PARAMETER', kind: 'request' },
    { status: 500, code: 'INVALID_PARAMETER_VALUE', kind: 'unclear' },
    { status: 500, code: 'INVALID_PARAMETER_TYPE', kind: 'unclear' },
    { status: 500, code: 'INVALID_PARAMETER_PATTERN_ERROR', kind: 'unclear' },
    { status: 500, code: 'INVALID_PARAMETER_DATE_FORMAT_ERROR', kind: 'request' },
    { status: 500, code: 'INVALID_PARAMETER_EXCEED_MAXIMUM', kind: 'request' },
    { status: 500, code: 'INVALID_PARAMETER_LESS_MINIMUM', kind: 'request' },
    { status: 500, code: 'INVALID_PARAMETER_LESS_LENGTH', kind: 'unclear' },
    { status: 500, code: 'INVALID_PARAMETER_OTHER', kind: 'unclear' },
    { status: 500, code: 'MISSING_PARAMETER_OTHER', kind: 'request' },
    { status: 400, code: 'AUTHFAILURE_OTHER', kind: 'credentials' },
    { status: 400, code: 'SOMETHING_IN_RECYCLE_BIN', kind: 'instance' },
    { status: 400, code: 'SOME_DISK_NOT_FOUND', kind: 'instance' },
    { status: 400, code: 'INVALID_DISK_STATUS', kind: 'wrongState' },
    { status: 400, code: 'INVALID_PARAMETER_EXCEED_LENGTH', kind: 'unclear' },
  ] as const)('$code with HTTP $status: $kind', ({ code, status, kind }) => {
    expect(classify(zenlayerCodes, { code, message: '' }, status)).toBe(kind);
  });
});

it.each([
  { code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED', means: 'not powered off' },
  { code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING', means: 'not powered on' },
])('$code means $means, whatever its family means', ({ code, means }) => {
  expect(explain(zenlayerCodes, { code, message: '' })?.meaning).toContain(means);
});
