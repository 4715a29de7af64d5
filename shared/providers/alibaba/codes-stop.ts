import { from } from '../classify.ts';

// A letter that is sent back keeps its stop mode, so a new deployment does not help it.
const mode =
  'write stopMode: stop-charging-or-keep, or keep-charging, and deploy; the next job uses it; purge the dead letter, and ' +
  'stop the instance in the console for today';
const kms = 'activate the key management service in the console, then redrive';

/**
 * The codes of StopInstances and StopInstance that a start does not have. A code that may concern
 * one instance has that kind.
 */
export const alibabaStopCodes = {
  ...from('StopInstances and StopInstance pages', {
    'InvalidInstanceId.NotSupport': {
      kind: 'charged',
      meaning: 'The network, billing or disks of the instance do not allow this kind of stop.',
      advice: mode,
    },
    'OperationDenied.SystemInstanceNotSupport': {
      kind: 'instance',
      meaning: 'Another product manages the instance, and only that product may stop it.',
      advice: 'stop the instance in that product, and take it out of the schedule',
    },
    'InvalidParameter.Encrypted.KmsNotEnable': {
      kind: 'instance',
      meaning: 'The key management service is not activated, and a disk of the instance is encrypted.',
      advice: kms,
    },
    'InvalidOperation.KMSServiceNotOpen': {
      kind: 'instance',
      meaning: 'The key management service is not activated, and a disk of the instance is encrypted.',
      advice: kms,
    },
    'InvalidOperation.KMSKeyIdNotFound': { kind: 'instance', meaning: 'The KMS key of an encrypted disk does not exist.' },
  }),
  ...from('StopInstances and RebootInstances pages', {
    'LimitedOperation.ServiceUnavailable': { kind: 'transient', meaning: 'The service is not available for the moment.' },
  }),
  ...from('StopInstance page', {
    'InstanceType.ParameterMismatch': {
      kind: 'instance',
      meaning: 'An instance with local disks needs ConfirmStop, which Reveille does not send.',
      advice: 'stop the instance in the console, and take it out of the schedule',
    },
    'HibernationConfigured.InstanceOperationForbidden': {
      kind: 'instance',
      meaning: 'The hibernation that is configured for the instance forbids the stop.',
    },
    'HibernationConfigured.NotEnabled': { kind: 'instance', meaning: 'Hibernation is not enabled for the instance.' },
  }),
};
