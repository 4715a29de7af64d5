import type { ProviderName } from '../../shared/domain/vocabulary.ts';

/** A provider's words for the power states between which a machine moves. */
export interface PowerWords {
  readonly stopped: string;
  readonly starting: string;
  readonly running: string;
  readonly stopping: string;
  /** The words that a reboot passes through, in order. */
  readonly rebooting: readonly string[];
  /**
   * Each word that does not last, and the word that follows it. A machine with any other word
   * stays as it is.
   */
  readonly settlesAs: ReadonlyMap<string, string>;
}

/** What differs between the stand-ins, besides what their own folders say. */
interface CloudFacts {
  /** The actions it answers. A name added here makes the compiler ask for that action. */
  readonly actions: readonly string[];
  readonly power: PowerWords;
  /** True where an instance can be locked. */
  readonly hasLocks: boolean;
  /** True where a call that succeeds lists the ids that failed, without a reason. */
  readonly listsFailedIds: boolean;
  /**
   * An instance id of the provider's form, made from a SHA-256 in hexadecimal: the same hash gives
   * the same id.
   */
  readonly idFrom: (hash: string) => string;
}

/**
 * The facts of each stand-in, one row each. Sources of the power states: Alibaba's
 * DescribeInstanceStatus and its page on the life cycle; Tencent's InstanceState enumeration;
 * Zenlayer's status enumeration, which has BOOTING where its action pages say STARTING (seed 004).
 * Zenlayer's list of failed ids: seed 004.
 */
export const cloudFacts = {
  alibaba: {
    actions: ['DescribeInstances', 'StartInstances', 'StartInstance', 'StopInstances', 'RebootInstances'],
    power: {
      stopped: 'Stopped',
      starting: 'Starting',
      running: 'Running',
      stopping: 'Stopping',
      rebooting: ['Stopping', 'Starting'],
      settlesAs: new Map([
        ['Pending', 'Running'],
        ['Starting', 'Running'],
        ['Stopping', 'Stopped'],
      ]),
    },
    hasLocks: true,
    listsFailedIds: false,
    idFrom: (hash) => `i-${hash.slice(0, 20)}`,
  },
  tencent: {
    actions: ['DescribeInstances', 'DescribeInstancesStatus', 'StartInstances', 'StopInstances', 'RebootInstances'],
    power: {
      stopped: 'STOPPED',
      starting: 'STARTING',
      running: 'RUNNING',
      stopping: 'STOPPING',
      rebooting: ['REBOOTING'],
      settlesAs: new Map([
        ['PENDING', 'RUNNING'],
        ['STARTING', 'RUNNING'],
        ['REBOOTING', 'RUNNING'],
        ['STOPPING', 'STOPPED'],
      ]),
    },
    hasLocks: true,
    listsFailedIds: false,
    idFrom: (hash) => `ins-${hash.slice(0, 8)}`,
  },
  zenlayer: {
    actions: ['DescribeInstances', 'DescribeInstancesStatus', 'StartInstances', 'StopInstances', 'RebootInstances'],
    power: {
      stopped: 'STOPPED',
      starting: 'BOOTING',
      running: 'RUNNING',
      stopping: 'STOPPING',
      rebooting: ['REBOOT'],
      settlesAs: new Map([
        ['DEPLOYING', 'RUNNING'],
        ['BOOTING', 'RUNNING'],
        ['STARTING', 'RUNNING'],
        ['REBOOT', 'RUNNING'],
        ['STOPPING', 'STOPPED'],
      ]),
    },
    hasLocks: false,
    listsFailedIds: true,
    idFrom: (hash) => `15${(BigInt(`0x${hash}`) % 10n ** 17n).toString().padStart(17, '0')}`,
  },
} as const satisfies Record<ProviderName, CloudFacts>;

/** The name of an action that the stand-in of provider `P` answers. */
export type CloudActionName<P extends ProviderName> = (typeof cloudFacts)[P]['actions'][number];
