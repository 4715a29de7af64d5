import type { Observation, PowerAction, PowerState } from './vocabulary.ts';

/** What an action wants to reach, in power states and in words for people. */
export interface Goal {
  /**
   * What proves that the action is done. `state`: one look that shows `reached`. An action that
   * ends in the state it began in (a reboot) proves nothing that way. Its row would name another
   * proof: seen away from `reached` and there again, or the provider's own record of the
   * operation.
   */
  readonly provenBy: Proof;
  /** The state that is success. */
  readonly reached: PowerState;
  /** The states on the way there. A reboot would have both `stopping` and `starting` here. */
  readonly underWay: ReadonlySet<PowerState>;
  /**
   * The state in which the action is sent; seen again after its acceptance, the instance fell
   * back.
   */
  readonly from: PowerState;
  /** The state on the way back: seen after acceptance, somebody else undoes the action. */
  readonly undone: PowerState;
  /** The code of an instance that somebody else took the other way. */
  readonly undoneCode: string;
  /** `started`: for "not started by …". */
  readonly done: string;
  /** What is said of an instance that fell back, before the provider's word for its state. */
  readonly fallsBack: string;
}

/** The goal of every action. */
export const goals: Readonly<Record<PowerAction, Goal>> = {
  start: {
    provenBy: 'state',
    reached: 'running',
    underWay: new Set(['starting']),
    from: 'stopped',
    undone: 'stopping',
    undoneCode: 'Reveille.StoppedByOthers',
    done: 'started',
    fallsBack: 'then it fell back to',
  },
  stop: {
    provenBy: 'state',
    reached: 'stopped',
    underWay: new Set(['stopping']),
    from: 'running',
    undone: 'starting',
    undoneCode: 'Reveille.StartedByOthers',
    done: 'stopped',
    fallsBack: 'but it is still, or again,',
  },
};

/** Whether a look at an instance proves that the goal is reached. */
export function isReached(goal: Goal, observation: Observation): boolean {
  return proofs[goal.provenBy](goal, observation);
}

const proofs = {
  state: ({ reached }: Goal, { state }: Observation) => state === reached,
};

type Proof = keyof typeof proofs;
