import { from } from '../classify.ts';

const gone = 'take the instance out of the schedule';
const rescue = 'take the instance out of the rescue mode, then redrive';
const restore = 'restore the instance in the console if it is still wanted, then redrive; else take it out of the schedule';

/**
 * The codes of StartInstances; StopInstances has most of them too. They come with HTTP 200 and
 * concern the whole call: the state that a code names may be that of any instance of the call.
 */
export const tencentStartCodes = {
  ...from('StartInstances (seed 003)', {
    InternalServerError: { kind: 'outcomeUnknown', meaning: 'Something failed inside Tencent Cloud.' },
    'InvalidInstance.NotSupported': {
      kind: 'wrongState',
      meaning: 'The instance does not support the action, or another operation is at work on it.',
      advice: 'look at the instance in its console: take it out of the schedule if it never supports the action',
    },
    'InvalidInstanceId.Malformed': {
      kind: 'instance',
      meaning: 'The id does not have the form of an instance id.',
      advice: 'correct the id in reveille.yaml',
    },
    'InvalidInstanceId.NotFound': {
      kind: 'instance',
      meaning: 'There is no instance of this id in this region.',
      advice: 'correct the id or region in reveille.yaml, or take the instance out if it was destroyed',
    },
    InvalidParameterValue: { kind: 'unclear', meaning: 'The value of a parameter is not acceptable.' },
    'InvalidParameterValue.InstanceIdMalformed': {
      kind: 'instance',
      meaning: 'The id does not have the form of an instance id.',
      advice: 'correct the id in reveille.yaml',
    },
    'InvalidParameterValue.LimitExceeded': { kind: 'request', meaning: 'A parameter has too many values.' },
    'InvalidParameterValue.ZoneNotSupported': {
      kind: 'instance',
      meaning: 'The zone of the instance does not support the action.',
    },
    MissingParameter: { kind: 'request', meaning: 'A parameter is missing.' },
    'MutexOperation.TaskRunning': { kind: 'wrongState', meaning: 'The same task is already at work on the instance.' },
    'OperationDenied.InstanceOperationInProgress': {
      kind: 'wrongState',
      meaning: 'Another operation is at work on the instance.',
    },
    'UnsupportedOperation.InstanceReinstallFailed': {
      kind: 'instance',
      meaning: 'Reinstalling the operating system of the instance failed.',
      advice: 'reinstall the instance in the console, then redrive',
    },
    'UnsupportedOperation.InstanceStateCorrupted': {
      kind: 'instance',
      meaning: 'The instance is damaged for good.',
      advice: gone,
    },
    'UnsupportedOperation.InstanceStateEnterRescueMode': {
      kind: 'wrongState',
      meaning: 'The instance is entering the rescue mode.',
      advice: rescue,
    },
    'UnsupportedOperation.InstanceStateExitRescueMode': {
      kind: 'wrongState',
      meaning: 'The instance is leaving the rescue mode.',
    },
    'UnsupportedOperation.InstanceStateFreezing': {
      kind: 'instance',
      meaning: 'The instance is frozen.',
      advice: 'ask Tencent Cloud why it is frozen, then redrive',
    },
    'UnsupportedOperation.InstanceStateIsolating': {
      kind: 'instance',
      meaning: 'The instance is isolated, or about to be.',
      advice: restore,
    },
    'UnsupportedOperation.InstanceStatePending': { kind: 'wrongState', meaning: 'The instance is still being created.' },
    'UnsupportedOperation.InstanceStateRebooting': { kind: 'wrongState', meaning: 'The instance is being restarted.' },
    'UnsupportedOperation.InstanceStateRescueMode': {
      kind: 'instance',
      meaning: 'The instance is in the rescue mode.',
      advice: rescue,
    },
    'UnsupportedOperation.InstanceStateRunning': { kind: 'wrongState', meaning: 'An instance of the call is running already.' },
    'UnsupportedOperation.InstanceStateServiceLiveMigrate': {
      kind: 'wrongState',
      meaning: 'The instance is being moved to another host.',
    },
    'UnsupportedOperation.InstanceStateShutdown': {
      kind: 'instance',
      meaning: 'The instance is isolated and awaits destruction.',
      advice: restore,
    },
    'UnsupportedOperation.InstanceStateStarting': { kind: 'wrongState', meaning: 'An instance of the call is starting already.' },
    'UnsupportedOperation.InstanceStateStopped': {
      kind: 'wrongState',
      meaning: 'Tencent Cloud says that an instance of the call is stopped.',
    },
    'UnsupportedOperation.InstanceStateStopping': { kind: 'wrongState', meaning: 'The instance is still being stopped.' },
    'UnsupportedOperation.InstanceStateTerminated': { kind: 'instance', meaning: 'The instance is destroyed.', advice: gone },
    'UnsupportedOperation.InstanceStateTerminating': {
      kind: 'instance',
      meaning: 'The instance is being destroyed.',
      advice: gone,
    },
  }),
};
