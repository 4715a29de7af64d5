import * as z from 'zod/mini';
import type { Observation, PowerState } from '../../domain/vocabulary.ts';
import { nextMark } from '../outside-text.ts';

const lock = z.object({ LockReason: z.string() });

/**
 * One instance of a DescribeInstances answer, as far as power control needs it (ECS 2014-05-26).
 */
export const describedInstance = z.object({
  InstanceId: z.string(),
  Status: z.string(),
  OperationLocks: z.optional(z.nullable(z.object({ LockReason: z.optional(z.nullable(z.array(lock))) }))),
});

/** A page of DescribeInstances. The last page has an empty NextToken or none. */
export const describeInstancesBody = z.object({
  RequestId: z.string(),
  NextToken: nextMark,
  Instances: z.object({ Instance: z.array(describedInstance) }),
});

/**
 * The answer of StartInstances and StopInstances: one row per id, with HTTP 200 even when rows
 * failed (seed 000). `Code` is a string there and a number in a newer sample of the same page, so
 * it is read as text.
 */
export const batchRowsBody = z.object({
  RequestId: z.string(),
  InstanceResponses: z.object({
    InstanceResponse: z.array(
      z.object({
        InstanceId: z.string(),
        Code: z.union([z.string(), z.number()]),
        Message: z.optional(z.nullable(z.string())),
      }),
    ),
  }),
});

/** The answer of StartInstance (seed 001). */
export const startInstanceBody = z.object({ RequestId: z.string() });

/** An error: an answer of any status with a top-level Code. */
export const errorBody = z.object({
  Code: z.string(),
  Message: z.optional(z.nullable(z.string())),
  RequestId: z.optional(z.nullable(z.string())),
});

const states: ReadonlyMap<string, PowerState> = new Map(
  Object.entries({
    Pending: 'busy',
    Starting: 'starting',
    Running: 'running',
    Stopping: 'stopping',
    Stopped: 'stopped',
  } as const),
);

/**
 * An instance as an observation. A locked instance also reads Stopped. Any lock keeps a stopped
 * instance from being started; a running instance can be stopped in spite of its locks.
 */
export function observationOf({ Status, OperationLocks }: z.infer<typeof describedInstance>): Observation {
  const state = states.get(Status) ?? 'unknown';
  const locks = (OperationLocks?.LockReason ?? []).map(({ LockReason }) => LockReason);
  if (locks.length > 0 && state === 'stopped') {
    return { state, raw: `${Status} (locked: ${locks.join(', ')})`, failedAction: null, obstacle: 'locked' };
  }
  return { state, raw: Status, failedAction: null, obstacle: null };
}
