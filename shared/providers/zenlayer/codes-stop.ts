import { from } from '../classify.ts';

/** What StopInstances answers besides what a start can hear too. */
export const zenlayerStopCodes = from('StopInstances page', {
  OPERATION_DENIED_INSTANCE_NOT_RUNNING: { kind: 'wrongState', meaning: 'An instance of the call is not powered on.' },
});
