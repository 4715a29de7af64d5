import * as z from 'zod/mini';
import type { Observation, PowerState } from '../../domain/vocabulary.ts';

/** A page of DescribeInstancesStatus (zec 2025-09-01). */
export const describeInstancesStatusBody = z.object({
  requestId: z.string(),
  response: z.object({
    totalCount: z.int(),
    dataSet: z.array(z.object({ instanceId: z.string(), instanceStatus: z.string() })),
  }),
});

/**
 * The answer of StartInstances (seed 004) and StopInstances: `instanceIds` are the ids that FAILED
 * to start or stop. When none failed, it is [], null or absent.
 */
export const failedIdsBody = z.object({
  requestId: z.string(),
  response: z.object({ instanceIds: z.optional(z.nullable(z.array(z.string()))) }),
});

/** An error: flat, with a status other than 200. */
export const errorBody = z.object({
  code: z.string(),
  message: z.optional(z.nullable(z.string())),
  requestId: z.optional(z.nullable(z.string())),
});

// The action page says STARTING and the product's own enumeration BOOTING, so both are accepted.
// One text says RECYCLE for RECYCLED.
const states: ReadonlyMap<string, PowerState> = new Map(
  Object.entries({
    STOPPED: 'stopped',
    RUNNING: 'running',
    BOOTING: 'starting',
    STARTING: 'starting',
    REBOOT: 'starting',
    STOPPING: 'stopping',
    PENDING: 'busy',
    DEPLOYING: 'busy',
    REBUILDING: 'busy',
    RESIZING: 'busy',
    IMAGING: 'busy',
    RECYCLING: 'locked',
    RECYCLE: 'locked',
    RECYCLED: 'locked',
    RELEASING: 'locked',
    CREATE_FAILED: 'locked',
    REINSTALL_FAILED: 'locked',
  } as const),
);

/** A status word as an observation. */
export function observationOf(status: string): Observation {
  const state = states.get(status) ?? 'unknown';
  return { state, raw: status, failedAction: null, obstacle: null };
}
