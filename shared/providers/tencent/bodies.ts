import * as z from 'zod/mini';
import type { Observation, PowerAction, PowerState } from '../../domain/vocabulary.ts';
import { readable } from '../outside-text.ts';

const word = z.optional(z.nullable(z.string()));

/**
 * One instance of a DescribeInstances answer, as far as power control needs it (CVM 2017-03-12).
 */
export const describedInstance = z.object({
  InstanceId: z.string(),
  InstanceState: z.string(),
  RestrictState: word,
  LatestOperation: word,
  LatestOperationState: word,
  LatestOperationErrorMsg: word,
});

/** A page of DescribeInstances. */
export const describeInstancesBody = z.object({
  Response: z.object({ RequestId: z.string(), TotalCount: z.int(), InstanceSet: z.array(describedInstance) }),
});

/** The answer of StartInstances (seed 003) and StopInstances: nothing but a request id. */
export const acceptedBody = z.object({ Response: z.object({ RequestId: z.string() }) });

/** An error: HTTP 200 with an Error object. */
export const errorBody = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string(), Message: word }),
    RequestId: word,
  }),
});

// SHUTDOWN means isolated and awaiting destruction, not stopped.
const states: ReadonlyMap<string, PowerState> = new Map(
  Object.entries({
    PENDING: 'busy',
    LAUNCH_FAILED: 'locked',
    RUNNING: 'running',
    STOPPED: 'stopped',
    STARTING: 'starting',
    STOPPING: 'stopping',
    REBOOTING: 'starting',
    SHUTDOWN: 'locked',
    TERMINATING: 'locked',
    ENTER_RESCUE_MODE: 'busy',
    RESCUE_MODE: 'locked',
    EXIT_RESCUE_MODE: 'busy',
    ENTER_SERVICE_LIVE_MIGRATE: 'busy',
    SERVICE_LIVE_MIGRATE: 'busy',
    EXIT_SERVICE_LIVE_MIGRATE: 'busy',
  } as const),
);

/**
 * An instance as an observation. A restricted instance cannot be started, but it can be stopped
 * while it runs. An instance with an operation under way is occupied.
 */
export function observationOf(instance: z.infer<typeof describedInstance>): Observation {
  const { InstanceState, RestrictState, LatestOperation, LatestOperationState, LatestOperationErrorMsg } = instance;
  const state = states.get(InstanceState) ?? 'unknown';
  const failedAction = LatestOperationState === 'FAILED' ? failedIn(state, LatestOperation) : null;
  if (state === 'stopped' && (RestrictState ?? 'NORMAL') !== 'NORMAL') {
    return { state, raw: `${InstanceState} (RestrictState ${RestrictState})`, failedAction, obstacle: 'locked' };
  }
  if ((state === 'stopped' || state === 'running') && LatestOperationState === 'OPERATING') {
    const raw = `${InstanceState} (${LatestOperation ?? 'an operation'} under way)`;
    return { state, raw, failedAction, obstacle: 'occupied' };
  }
  const why = failedAction !== null && LatestOperationErrorMsg ? ` (${readable(LatestOperationErrorMsg)})` : '';
  return { state, raw: `${InstanceState}${why}`, failedAction, obstacle: null };
}

/**
 * The action that failed, if the instance is still in the state in which that action began. Any
 * other failure is an old one.
 */
function failedIn(state: PowerState, operation: string | null | undefined): PowerAction | null {
  if (state === 'stopped' && operation === 'StartInstances') return 'start';
  return state === 'running' && operation === 'StopInstances' ? 'stop' : null;
}
