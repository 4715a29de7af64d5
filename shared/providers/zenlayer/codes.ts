import { type CodeFamily, type CodeTable, from } from '../classify.ts';

/** The codes of StopInstances that a start does not have. */
const zenlayerStopCodes = from('StopInstances page', {
  OPERATION_DENIED_INSTANCE_NOT_RUNNING: { kind: 'wrongState', meaning: 'An instance of the call is not powered on.' },
});

const key = 'put the current access key id and password into the secret of the account, then redrive';

/**
 * Zenlayer's codes as they are on the wire, in upper snake case. Its documentation lists few
 * codes, and hardly any status.
 */
const exact = {
  ...from('StartInstances (seed 004)', {
    INVALID_INSTANCE_NOT_FOUND: {
      kind: 'instance',
      meaning: 'There is no instance of this id, or the key may not see it.',
      advice: 'correct the id in reveille.yaml, or take the instance out if it was released',
    },
    OPERATION_DENIED_INSTANCE_RECYCLED: {
      kind: 'instance',
      meaning: 'The instance is in the recycle bin.',
      advice: 'restore the instance in the console, or take it out of the schedule',
    },
    OPERATION_DENIED_INSTANCE_NOT_STOPPED: { kind: 'wrongState', meaning: 'An instance of the call is not powered off.' },
  }),
  ...zenlayerStopCodes,
  ...from('other actions of Elastic Compute', {
    OPERATION_DENIED_INSTANCE_STATUS: {
      kind: 'wrongState',
      meaning: 'The present state of the instance does not allow the action.',
    },
    OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT: {
      kind: 'wrongState',
      meaning: 'The present state of the instance does not allow the action.',
    },
    UNSUPPORTED_OPERATION_INSTANCE_BEING_RECYCLE: { kind: 'instance', meaning: 'The instance is in the recycle bin.' },
    STOCK_INSUFFICIENT: { kind: 'capacity', meaning: 'There is no capacity for the instance.' },
  }),
  ...from("common error codes in the vendor's SDKs", {
    OPERATION_FAILED_FOR_RECYCLE_RESOURCE: { kind: 'instance', meaning: 'The instance is being recycled.' },
    OPERATION_FAILED_RESOURCE_NOT_FOUND: { kind: 'instance', meaning: 'The instance does not exist.' },
    OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND: {
      kind: 'request',
      meaning: 'The resource group does not exist, or the key may not see it.',
      advice: 'correct the resourceGroup of the target in reveille.yaml and deploy; the next job uses it; purge the dead letter',
    },
    REQUEST_LIMIT_EXCEEDED: { kind: 'throttled', meaning: 'Too many requests.' },
    SERVICE_TEMPORARY_UNAVAILABLE: { kind: 'transient', meaning: 'The service is not available for the moment.' },
    INTERNAL_SERVER_ERROR: { kind: 'outcomeUnknown', meaning: 'Something failed inside Zenlayer.' },
    REQUEST_TIMED_OUT: { kind: 'outcomeUnknown', meaning: 'The request took too long inside Zenlayer.' },
    INVALID_OPERATION_TIMEOUT: { kind: 'outcomeUnknown', meaning: 'The operation took too long inside Zenlayer.' },
    AUTHFAILURE_INVALID_AUTHORIZATION: { kind: 'request', meaning: 'The Authorization header cannot be read.' },
    AUTHFAILURE_SIGNATURE_FAILURE: {
      kind: 'credentials',
      meaning: 'The signature is wrong: the password does not belong to the access key id.',
      advice: key,
    },
    AUTHFAILURE_SIGNATURE_EXPIRED: { kind: 'clockSkew', meaning: 'The time of the request is more than five minutes off.' },
    AUTHFAILURE_UNAUTHORIZED_OPERATION: {
      kind: 'permission',
      meaning: 'The key may not do this, or the action does not exist.',
      advice:
        'allow the key DescribeInstancesStatus, DescribeInstances, StartInstances, StopInstances and, for restarts, RebootInstances, then redrive',
    },
    MISSING_PARAMETER: { kind: 'request', meaning: 'A parameter is missing.' },
    INVALID_PARAMETER_TYPE: { kind: 'unclear', meaning: 'A parameter has the wrong type.' },
    INVALID_PARAMETER_VALUE: { kind: 'unclear', meaning: 'The value of a parameter is not acceptable.' },
    INVALID_PARAMETER_PATTERN_ERROR: { kind: 'unclear', meaning: 'The value of a parameter has the wrong form.' },
    INVALID_PARAMETER_DATE_FORMAT_ERROR: { kind: 'request', meaning: 'A date has the wrong form.' },
    INVALID_PARAMETER_EXCEED_MAXIMUM: { kind: 'request', meaning: 'A number is too big.' },
    INVALID_PARAMETER_LESS_MINIMUM: { kind: 'request', meaning: 'A number is too small.' },
    INVALID_PARAMETER_EXCEED_LENGTH: { kind: 'unclear', meaning: 'A list or text is too long.' },
    INVALID_PARAMETER_LESS_LENGTH: { kind: 'unclear', meaning: 'A list or text is too short.' },
  }),
};

const grammar = "our reading of the codes' own grammar";

/** What the parts of a code tell: the vendor documents few codes as a whole. */
const families: readonly CodeFamily[] = [
  {
    match: ['AUTHFAILURE_*'],
    kind: 'credentials',
    meaning: 'The key, or the signature made with it, is not accepted.',
    source: grammar,
  },
  {
    match: ['*_CONFLICT', '*_PROCESSING', '*_BUSY'],
    kind: 'wrongState',
    meaning: 'Something else is at work on the instance.',
    source: grammar,
  },
  { match: ['*RECYCLE*'], kind: 'instance', meaning: 'The instance is in the recycle bin.', source: grammar },
  { match: ['*_NOT_FOUND'], kind: 'instance', meaning: 'The instance does not exist.', source: grammar },
  {
    match: ['OPERATION_DENIED_INSTANCE_*', '*_STATUS*'],
    kind: 'wrongState',
    meaning: 'The present state of the instance does not allow the action.',
    source: grammar,
  },
  {
    match: ['INVALID_PARAMETER*'],
    kind: 'unclear',
    meaning: 'A parameter is not acceptable, perhaps an id.',
    source: grammar,
  },
  {
    match: ['MISSING_PARAMETER*'],
    kind: 'request',
    meaning: 'A parameter is missing.',
    source: grammar,
  },
];

/** Zenlayer error codes. */
export const zenlayerCodes: CodeTable = { exact, families };
