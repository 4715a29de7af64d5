import type { SeedRow } from './seed-row.ts';

const many = { seeds: '000', provider: 'alibaba', action: 'StartInstances' } as const;
const both = { seeds: '001 002', provider: 'alibaba', action: 'StartInstance' } as const;
const newer = { ...both, seeds: '002', status: 403, code: 'QuotaExceed.ElasticQuota', ends: 'once' } as const;

const soldOut =
  'The requested resource is sold out in the specified zone; try other types of resources or other regions and zones.';
const spot = 'The spot instance price is lower than public price.';
const unknownError = 'The request processing has failed due to some unknown error.';
const noBalance = 'Your account does not have enough balance.';
const notReady = 'The specified instance is not ready for use.';
const noId = 'The specified InstanceId does not exist.';

/**
 * The error tables of StartInstances (seed 000) and StartInstance (seeds 001 and 002), row by row
 * in their order.
 */
export const alibabaSeedRows: readonly SeedRow[] = [
  { ...many, status: 404, code: 'InvalidInstanceId.NotFound', message: '%s', ends: 'once' },
  { ...many, status: 403, code: 'IncorrectInstanceStatus', message: '%s', ends: 'rounds' },
  { ...many, status: 403, code: 'OperationDenied.NoStock', message: soldOut, ends: 'deadline' },
  { ...many, status: 403, code: 'OperationDenied.SpotPriceLowerThanPublicPrice', message: spot, ends: 'deadline' },
  { ...many, status: 500, code: 'InternalError', message: unknownError, ends: 'callRounds' },
  { ...many, status: 404, code: 'InvalidInstanceId.NotFound', message: noId, ends: 'once' },
  { ...many, status: 403, code: 'InsufficientBalance', message: noBalance, ends: 'call' },
  { ...many, status: 403, code: 'InstanceNotReady', message: notReady, ends: 'rounds' },

  { ...both, status: 404, code: 'InvalidInstanceId.NotFound', message: noId, ends: 'once' },
  {
    ...both,
    status: 403,
    code: 'IncorrectInstanceStatus',
    message: 'The current status of the resource does not support this operation.',
    ends: 'rounds',
  },
  {
    ...both,
    status: 403,
    code: 'InstanceLockedForSecurity',
    message: 'The specified operation is denied as your instance is locked for security reasons.',
    ends: 'once',
  },
  { ...both, status: 403, code: 'InsufficientBalance', message: noBalance, ends: 'call' },
  { ...both, status: 500, code: 'InstanceNotReady', message: 'The specified instance is not ready for use', ends: 'rounds' },
  { ...both, status: 500, code: 'InternalError', message: unknownError, ends: 'callRounds' },
  { ...both, status: 403, code: 'DiskError', message: 'IncorrectDiskStatus.', ends: 'rounds' },
  {
    ...both,
    status: 403,
    code: 'InstanceExpired',
    message: 'The postPaid instance has been expired.Please ensure your account have enough balance.',
    ends: 'once',
  },
  { ...both, status: 403, code: 'InstanceExpired', message: 'The prePaid instance has been expired.', ends: 'once' },
  { ...both, status: 403, code: 'InstanceNotReady', message: notReady, ends: 'rounds' },
  {
    ...both,
    status: 403,
    code: 'DiskInArrears',
    message: 'The specified operation is denied as your disk has expired.',
    ends: 'once',
  },
  { ...both, status: 403, code: 'OperationDenied.NoStock', message: soldOut, ends: 'deadline' },
  { ...both, status: 403, code: 'OperationDenied.SpotPriceLowerThanPublicPrice', message: spot, ends: 'deadline' },
  { ...both, status: 403, code: 'IncorrectInstanceStatus', message: '%s', ends: 'rounds' },
  {
    ...both,
    status: 403,
    code: 'InvalidParameter.KMSKeyId.KMSUnauthorized',
    message: 'ECS service have no right to access your KMS.',
    ends: 'once',
  },
  {
    ...both,
    status: 500,
    code: 'InternalError',
    message: 'The request processing has failed due to some unknown error, exception or failure.',
    ends: 'callRounds',
  },
  { ...newer, message: 'No additional quota is available for the specified ECS instance type.' },
  { ...newer, message: 'The number of the specified ECS instances has exceeded the quota of the specified instance type.' },
  { ...newer, message: 'The number of vCPUs assigned to the ECS instances has exceeded the quota in the zone.' },
  {
    ...newer,
    message:
      'The number of the specified ECS instances has exceeded the quota of the specified instance type, or the number of vCPUs assigned to the ECS instances has exceeded the quota in the zone.',
  },
];
