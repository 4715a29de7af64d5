import type { BatchInstance } from './batch.ts';
import type { Observation, Operation, PowerAction, PowerState, ProviderAction } from './vocabulary.ts';

/** What an action wants to reach, in power states and in words for people. */
export interface Goal {
  /**
   * What proves that the action is done. `state`: one look that shows `reached`. `return`: a reboot
   * ends in the state it began in, so the instance was seen away from `reached` and is there again,
   * or the provider's own record says that this very reboot succeeded, and does not say that it
   * failed.
   */
  readonly provenBy: keyof typeof proofs;
  /** The state that is success. */
  readonly reached: PowerState;
  /** The states on the way there. */
  readonly underWay: ReadonlySet<PowerState>;
  /**
   * The state in which the action is sent; seen again after its acceptance, the instance fell
   * back.
   */
  readonly from: PowerState;
  /**
   * The state on the way back: seen after acceptance, somebody else undoes the action. Null for a
   * reboot, which passes through every state itself.
   */
  readonly undone: PowerState | null;
  /** The code of an instance that somebody else took the other way. */
  readonly undoneCode: string;
  /** `started`: for "not started by …". */
  readonly done: string;
  /** What is said of an instance that fell back, before the provider's word for its state. */
  readonly fallsBack: string;
}

/** The goal of everything that is asked of a provider. */
export const goals: Readonly<Record<ProviderAction, Goal>> = {
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
  // An instance that stays stopped after a reboot fell back, and is started.
  reboot: {
    provenBy: 'return',
    reached: 'running',
    underWay: new Set(['stopping', 'starting', 'busy']),
    from: 'stopped',
    undone: null,
    undoneCode: 'Reveille.StoppedByOthers',
    done: 'rebooted',
    fallsBack: 'then it stayed',
  },
};

/**
 * What a job asks of the provider for one instance: a restart starts some and reboots others.
 */
export function askedFor(action: PowerAction, { did }: Pick<BatchInstance, 'did'>): ProviderAction {
  if (action !== 'restart') return action;
  return isReboot(did) ? 'reboot' : 'start';
}

/** The goal of one instance of a job. */
export function goalOf(action: PowerAction, instance: Pick<BatchInstance, 'did'>): Goal {
  return goals[askedFor(action, instance)];
}

/** Whether what a restart has sent is a reboot. */
export function isReboot(did: BatchInstance['did']): boolean {
  return did === 'reboot' || did === 'force-reboot';
}

/** Whether a look at an instance proves that its goal is reached. */
export function isReached(
  goal: Goal,
  observation: Observation,
  instance: Pick<BatchInstance, 'seenAway' | 'acceptedBy'>,
): boolean {
  return observation.state === goal.reached && proofs[goal.provenBy](observation, instance);
}

const proofs = {
  state: () => true,
  return: ({ succeeded, failed }: Observation, instance: Pick<BatchInstance, 'seenAway' | 'acceptedBy'>) =>
    !isOwn(failed, 'reboot', instance) && (instance.seenAway === true || isOwn(succeeded, 'reboot', instance)),
};

/**
 * Whether an operation that the provider has on record is the one that this job asked for. The
 * record may be yesterday's: only the request tells.
 */
export function isOwn(
  operation: Operation | null,
  action: ProviderAction,
  { acceptedBy }: Pick<BatchInstance, 'acceptedBy'>,
): boolean {
  return operation !== null && operation.action === action && operation.requestId === acceptedBy;
}
