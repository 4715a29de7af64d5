import { from } from '../classify.ts';

// A letter that is sent back keeps its stop mode, so a new deployment does not help it.
const mode =
  'write stopMode: stop-charging-or-keep, or keep-charging, and deploy; the next job uses it; purge the dead letter, and ' +
  'stop the instance in the console for today';

/** The codes of StopInstances that a start does not have. Some are of RebootInstances too. */
export const tencentStopCodes = {
  ...from('StopInstances page', {
    'UnsupportedOperation.InstanceStateBanning': {
      kind: 'instance',
      meaning: 'The instance is banned.',
      advice: 'ask Tencent Cloud why it is banned, then redrive',
    },
    'UnsupportedOperation.HibernationForNormalInstance': {
      kind: 'instance',
      meaning: 'Hibernation is not enabled for the instance.',
    },
  }),
  ...from('StopInstances and RebootInstances pages', {
    'UnsupportedOperation.StoppedModeStopCharging': {
      kind: 'charged',
      meaning:
        'The instance does not support stop-charging: only pay-as-you-go instances on cloud disks do, and not all of them.',
      advice: mode,
    },
    'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate': {
      kind: 'wrongState',
      meaning: 'The instance is about to be moved to another host.',
    },
    'UnsupportedOperation.InstanceStateExitServiceLiveMigrate': {
      kind: 'wrongState',
      meaning: 'The move of the instance to another host is about to end.',
    },
    InvalidParameterCombination: { kind: 'request', meaning: 'The parameters cannot be combined.' },
  }),
};
