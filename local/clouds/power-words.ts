import type { ProviderName } from '../../shared/domain/vocabulary.ts';

/** A provider's words for power states, as far as they move. */
export interface PowerWords {
  readonly stopped: string;
  readonly starting: string;
  readonly running: string;
  readonly stopping: string;
  /** Words that do not last, and what becomes of them. Any other word stays as it is. */
  readonly settlesAs: ReadonlyMap<string, string>;
}

/**
 * Sources: Alibaba DescribeInstanceStatus and the life-cycle page; Tencent's InstanceState enumeration; Zenlayer's status
 * enumeration, which has BOOTING where its action pages say STARTING (seed 004).
 */
export const powerWords: Readonly<Record<ProviderName, PowerWords>> = {
  alibaba: {
    stopped: 'Stopped',
    starting: 'Starting',
    running: 'Running',
    stopping: 'Stopping',
    settlesAs: new Map([
      ['Pending', 'Running'],
      ['Starting', 'Running'],
      ['Stopping', 'Stopped'],
    ]),
  },
  tencent: {
    stopped: 'STOPPED',
    starting: 'STARTING',
    running: 'RUNNING',
    stopping: 'STOPPING',
    settlesAs: new Map([
      ['PENDING', 'RUNNING'],
      ['STARTING', 'RUNNING'],
      ['REBOOTING', 'RUNNING'],
      ['STOPPING', 'STOPPED'],
    ]),
  },
  zenlayer: {
    stopped: 'STOPPED',
    starting: 'BOOTING',
    running: 'RUNNING',
    stopping: 'STOPPING',
    settlesAs: new Map([
      ['DEPLOYING', 'RUNNING'],
      ['BOOTING', 'RUNNING'],
      ['STARTING', 'RUNNING'],
      ['REBOOT', 'RUNNING'],
      ['STOPPING', 'STOPPED'],
    ]),
  },
};
