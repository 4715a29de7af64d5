import type { PowerAction, PowerState } from './vocabulary.ts';

/** What an action is after, in power states and in words for people. */
export interface Goal {
  /** The state that is success. */
  readonly reached: PowerState;
  /** The state on the way there. */
  readonly underWay: PowerState;
  /** The state in which the action is sent; seen again after its acceptance, the instance fell back. */
  readonly from: PowerState;
  /** The state on the way back: seen after acceptance, somebody else undoes the action. */
  readonly undone: PowerState;
  /** The code when somebody else did. */
  readonly undoneCode: string;
  /** `started`: for "not started by …". */
  readonly done: string;
  /** What is said of one that fell back, before the provider's word. */
  readonly fallsBack: string;
}

/** The goal of every action. */
export const goals: Readonly<Record<PowerAction, Goal>> = {
  start: {
    reached: 'running',
    underWay: 'starting',
    from: 'stopped',
    undone: 'stopping',
    undoneCode: 'Reveille.StoppedByOthers',
    done: 'started',
    fallsBack: 'then it fell back to',
  },
  stop: {
    reached: 'stopped',
    underWay: 'stopping',
    from: 'running',
    undone: 'starting',
    undoneCode: 'Reveille.StartedByOthers',
    done: 'stopped',
    fallsBack: 'yet it is still, or again,',
  },
};
