import { from } from '../classify.ts';

/**
 * The codes on the pages of the two starting actions, older and newer. StopInstances answers with
 * many of them too. Their HTTP statuses differ from page to page.
 */
export const alibabaStartCodes = {
  ...from('StartInstances and StartInstance (seeds 000, 001, 002)', {
    'InvalidInstanceId.NotFound': {
      kind: 'instance',
      meaning: 'There is no instance of this id in this region.',
      advice: 'correct the id or region in reveille.yaml, or take the instance out if it was released',
    },
    IncorrectInstanceStatus: { kind: 'wrongState', meaning: 'The present state of the instance does not allow the action.' },
    'OperationDenied.NoStock': { kind: 'capacity', meaning: 'The instance type is sold out in its zone.' },
    'OperationDenied.SpotPriceLowerThanPublicPrice': {
      kind: 'capacity',
      meaning: 'The highest price set for the spot instance is below the market price.',
      advice: 'set a higher price for the instance, or redrive when the market price has fallen',
    },
    InternalError: { kind: 'outcomeUnknown', meaning: 'Something failed inside Alibaba Cloud, for a reason it does not give.' },
    InsufficientBalance: {
      kind: 'account',
      meaning: 'The balance of the account is too low.',
      advice: 'top the account up, then redrive',
    },
    InstanceNotReady: { kind: 'wrongState', meaning: 'The instance is not ready for the operation yet.' },
  }),
  ...from('StartInstance (seeds 001, 002)', {
    InstanceLockedForSecurity: {
      kind: 'instance',
      meaning: 'Alibaba Cloud has locked the instance for security reasons.',
      advice: 'read the security notice in the console and have the lock lifted, then redrive',
    },
    // The disk may only be busy for a moment. An instance whose disk stays broken is given up
    // after the usual rounds.
    DiskError: {
      kind: 'wrongState',
      meaning: 'A disk of the instance is in a state that does not allow the action.',
      advice: 'look at the disks of the instance; redrive when they are in use again',
    },
    InstanceExpired: {
      kind: 'instance',
      meaning: 'The instance has expired: its subscription ended, or its bill is not paid.',
      advice: 'renew the instance or pay its bill, then redrive',
    },
    DiskInArrears: {
      kind: 'instance',
      meaning: 'A disk of the instance has expired because its bill is not paid.',
      advice: 'pay the bill of the disk, then redrive',
    },
    // This code and the quota concern one instance's own key or type. As codes of the account,
    // they would stop its neighbours at the dry run.
    'InvalidParameter.KMSKeyId.KMSUnauthorized': {
      kind: 'instance',
      meaning: 'ECS may not use the KMS key of an encrypted disk.',
      advice: 'allow ECS to use KMS (its service role), then redrive',
    },
  }),
  ...from('StartInstance (seed 002)', {
    'QuotaExceed.ElasticQuota': {
      kind: 'instance',
      meaning: 'The quota of the instance type, or of vCPUs in the zone, is used up.',
      advice: 'ask for a higher quota or stop something else, then redrive',
    },
  }),
  ...from('newer pages of StartInstances and StartInstance', {
    'InvalidOperation.Conflict': {
      kind: 'wrongState',
      meaning: 'The action conflicts with an earlier operation on the instance.',
    },
    'OperationDenied.HostRepairing': { kind: 'capacity', meaning: 'The physical host of the instance is under repair.' },
    'Invalid.PrivatePoolOptions.NoStock': { kind: 'capacity', meaning: 'The private pool of the instance is used up.' },
    LackResource: { kind: 'capacity', meaning: 'The capacity reservation of the instance has no room.' },
    'InvalidDedicatedHost.NotEnoughResource': { kind: 'capacity', meaning: 'The dedicated host of the instance has no room.' },
    InstanceExpiredOrInArrears: {
      kind: 'instance',
      meaning: 'The instance has expired, or its bill is not paid.',
      advice: 'renew the instance or pay its bill, then redrive',
    },
    'InvalidInstanceIds.NotFound': {
      kind: 'instance',
      meaning: 'None of the ids in the call is an instance of this region.',
      advice: 'correct the ids or the region in reveille.yaml',
    },
    'Abs.InvalidInstanceIds.MalFormed': {
      kind: 'instance',
      meaning: 'The id does not have the form of an instance id.',
      advice: 'correct the id in reveille.yaml',
    },
    'InvalidParameter.TooManyInstanceIds': { kind: 'request', meaning: 'The call carried more than 100 ids.' },
    'InvalidInstance.NotFoundSystemDisk': { kind: 'instance', meaning: 'The instance has no system disk.' },
    'InvalidCapacityReservationId.NotFound': { kind: 'instance', meaning: 'The capacity reservation of the instance is gone.' },
    'InvalidParameter.KMSKeyId.NotFound': { kind: 'instance', meaning: 'The KMS key of an encrypted disk does not exist.' },
    'InvalidParameter.KMSKeyId.CMKNotEnabled': { kind: 'instance', meaning: 'The KMS key of an encrypted disk is not enabled.' },
    'InvalidParameter.KMSKeyId.CMKUnauthorized': {
      kind: 'instance',
      meaning: 'The KMS key of an encrypted disk lacks the tag of ECS.',
    },
  }),
};
