import type { Ending, SeedRow } from './seed-row.ts';

/**
 * The error table of StartInstances (seed 003), row by row in its order: code, message, ending.
 * One of its rows has no message.
 */
const rows: readonly (readonly [code: string, message: string, ends: Ending])[] = [
  ['InternalServerError', 'Internal error.', 'callRounds'],
  ['InvalidInstance.NotSupported', 'This instance is not supported.', 'rounds'],
  [
    'InvalidInstanceId.Malformed',
    'Invalid instance ID. The specified instance ID has an invalid format. For example, ins-1122 has an invalid ID length.',
    'once',
  ],
  ['InvalidInstanceId.NotFound', 'No instance found.', 'once'],
  ['InvalidParameterValue', 'Incorrect parameter value.', 'once'],
  [
    'InvalidParameterValue.InstanceIdMalformed',
    'Invalid instance ID. Please enter a valid ID, such as ins-xxxxxxxx (“x” represents a lower-case letter or a number).',
    'once',
  ],
  ['InvalidParameterValue.LimitExceeded', 'The number of parameter values exceeds the limit.', 'call'],
  ['InvalidParameterValue.ZoneNotSupported', 'The availability zone does not support this operation.', 'once'],
  ['MissingParameter', 'Missing parameter.', 'call'],
  ['MutexOperation.TaskRunning', 'An identical job is running.', 'rounds'],
  ['OperationDenied.InstanceOperationInProgress', 'The instance has an operation in progress. Please try again later.', 'rounds'],
  ['UnsupportedOperation.InstanceReinstallFailed', '', 'once'],
  [
    'UnsupportedOperation.InstanceStateCorrupted',
    'The instances are permanently corrupted, and this operation is not supported.',
    'once',
  ],
  [
    'UnsupportedOperation.InstanceStateEnterRescueMode',
    'Instances are entering the rescue mode, and this operation is not supported.',
    'rounds',
  ],
  [
    'UnsupportedOperation.InstanceStateExitRescueMode',
    'Instances are exiting from the rescue mode, and this operation is not supported.',
    'rounds',
  ],
  ['UnsupportedOperation.InstanceStateFreezing', 'The operation is not supported for the frozen instances.', 'once'],
  ['UnsupportedOperation.InstanceStateIsolating', 'Unable to isolate: the instance is isolated', 'once'],
  [
    'UnsupportedOperation.InstanceStatePending',
    'The instances are being created, and this operation is not supported.',
    'rounds',
  ],
  [
    'UnsupportedOperation.InstanceStateRebooting',
    'The instances are being restarted, and this operation is not supported.',
    'rounds',
  ],
  ['UnsupportedOperation.InstanceStateRescueMode', 'Instances in the rescue mode are not available for this operation.', 'once'],
  ['UnsupportedOperation.InstanceStateRunning', 'Running instances do not support this operation.', 'rounds'],
  [
    'UnsupportedOperation.InstanceStateServiceLiveMigrate',
    'The instances are being migrated, and this operation is not supported.',
    'rounds',
  ],
  ['UnsupportedOperation.InstanceStateShutdown', 'Isolated instances do not support this operation.', 'once'],
  ['UnsupportedOperation.InstanceStateStarting', 'The instance is starting up, and this operation is not supported.', 'rounds'],
  [
    'UnsupportedOperation.InstanceStateStopped',
    'The instance has been shut down, and this operation is not supported.',
    'rounds',
  ],
  [
    'UnsupportedOperation.InstanceStateStopping',
    'The instance is being shut down, and this operation is not supported.',
    'rounds',
  ],
  ['UnsupportedOperation.InstanceStateTerminated', 'Terminated instances are not supported.', 'once'],
  [
    'UnsupportedOperation.InstanceStateTerminating',
    'The instance is being terminated, and the operation is not supported.',
    'once',
  ],
];

/** The same as rows like all others; each of them comes with HTTP 200. */
export const tencentSeedRows: readonly SeedRow[] = rows.map(([code, message, ends]) => ({
  ...{ seeds: '003', provider: 'tencent', action: 'StartInstances', status: 200 },
  ...{ code, message, ends },
}));
