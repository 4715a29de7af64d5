import { from } from '../classify.ts';

// A letter that is sent back keeps the mode it was cut with.
const mode =
  'give the instance a target of its own with stopMode: keep-charging and deploy, which counts from the next job on; purge the letter and ' +
  'stop the instance in the console for today';

/** What StopInstances answers besides what a start can hear too. */
export const tencentStopCodes = from('StopInstances page', {
  'UnsupportedOperation.StoppedModeStopCharging': {
    kind: 'instance',
    meaning:
      'The instance cannot be stopped without charge: only pay-as-you-go instances on cloud disks can, and not all of them.',
    advice: mode,
  },
  'UnsupportedOperation.InstanceStateBanning': {
    kind: 'instance',
    meaning: 'The instance is banned.',
    advice: 'ask Tencent Cloud why it is banned, then redrive',
  },
  'UnsupportedOperation.HibernationForNormalInstance': {
    kind: 'instance',
    meaning: 'Hibernation is not enabled for the instance.',
  },
  'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate': {
    kind: 'wrongState',
    meaning: 'The instance is about to be moved to another host.',
  },
  'UnsupportedOperation.InstanceStateExitServiceLiveMigrate': {
    kind: 'wrongState',
    meaning: 'The instance has nearly been moved to another host.',
  },
  InvalidParameterCombination: { kind: 'request', meaning: 'The parameters do not go together.' },
});
