import * as z from 'zod/mini';
import type { Observation, PowerState } from '../../domain/vocabulary.ts';
import { readable } from '../answer.ts';

const word = z.optional(z.nullable(z.string()));

/** One instance of a DescribeInstances answer, as far as power control needs it (CVM 2017-03-12). */
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

/** The answer of StartInstances: nothing but a request id (seed 003). */
export const startInstancesBody = z.object({ Response: z.object({ RequestId: z.string() }) });

/** An error: HTTP 200 with an Error object. */
export const errorBody = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string(), Message: word }),
    RequestId: word,
  }),
});

// SHUTDOWN is isolated and awaiting destruction, not stopped.
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

/** An instance as an observation: a stopped one may still be restricted, or occupied by an operation that is under way. */
export function observationOf(instance: z.infer<typeof describedInstance>): Observation {
  const { InstanceState, RestrictState, LatestOperation, LatestOperationState, LatestOperationErrorMsg } = instance;
  const state = states.get(InstanceState) ?? 'unknown';
  const startFailed = LatestOperation === 'StartInstances' && LatestOperationState === 'FAILED';
  if (state !== 'stopped') return { state, raw: InstanceState, lastOperationFailed: false };
  if (RestrictState !== undefined && RestrictState !== null && RestrictState !== 'NORMAL') {
    return { state: 'locked', raw: `${InstanceState} (RestrictState ${RestrictState})`, lastOperationFailed: startFailed };
  }
  if (LatestOperationState === 'OPERATING') {
    return {
      state: 'busy',
      raw: `${InstanceState} (${LatestOperation ?? 'an operation'} under way)`,
      lastOperationFailed: false,
    };
  }
  const why = startFailed && LatestOperationErrorMsg ? ` (${readable(LatestOperationErrorMsg)})` : '';
  return { state, raw: `${InstanceState}${why}`, lastOperationFailed: startFailed };
}
