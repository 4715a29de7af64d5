import * as z from 'zod/mini';
import { type PowerState, sighting } from '../../domain/vocabulary.ts';
import { countWord, idWord, rowList, word } from '../fields.ts';
import type { RowReading } from '../look.ts';

const describedInstance = z.object({ instanceId: idWord, instanceStatus: word });

/** A page of DescribeInstancesStatus (zec 2025-09-01). */
export const describeInstancesStatusBody = z.object({
  requestId: word,
  response: z.object({ totalCount: countWord, dataSet: rowList }),
});

/**
 * The answer of StartInstances (seed 004) and StopInstances: `instanceIds` are the ids that FAILED
 * to start or stop. When none failed, it is [], null or absent.
 */
export const failedIdsBody = z.object({
  requestId: word,
  response: z.object({ instanceIds: rowList }),
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
    RECYCLING: 'stopped',
    RECYCLE: 'stopped',
    RECYCLED: 'stopped',
    RELEASING: 'locked',
    CREATE_FAILED: 'locked',
    REINSTALL_FAILED: 'locked',
  } as const),
);

// An instance in the recycle bin is off, and nobody can start it there.
const recycled: ReadonlySet<string> = new Set(['RECYCLING', 'RECYCLE', 'RECYCLED']);

/**
 * How DescribeInstancesStatus writes an instance, and what it says of it. It does not say what a
 * stopped instance costs.
 */
export const instanceRow: RowReading<z.infer<typeof describedInstance>> = {
  schema: describedInstance,
  idField: 'instanceId',
  observationOf: ({ instanceStatus: status }) =>
    sighting(states.get(status) ?? 'unknown', status, { obstacle: recycled.has(status) ? 'locked' : null }),
};
