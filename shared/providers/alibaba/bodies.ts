import * as z from 'zod/mini';
import { type Billing, type Observation, type PowerState, sighting } from '../../domain/vocabulary.ts';
import { readable } from '../answer.ts';
import { codeWord, cursorWord, idWord, maybeWord, rowList, word } from '../fields.ts';
import type { RowReading } from '../look.ts';
import { withMissingRight } from '../missing-right.ts';
import { lockReasons } from './locks.ts';

const locks = z.pipe(z.optional(z.unknown()), z.transform(lockReasons));

const amount = z.catch(z.number(), 0);

/** One instance of a DescribeInstances answer, as far as Reveille needs it (ECS 2014-05-26). */
const describedInstance = z.object({
  InstanceId: idWord,
  Status: word,
  OperationLocks: locks,
  InstanceChargeType: maybeWord,
  StoppedMode: maybeWord,
  SpotStrategy: maybeWord,
  InstanceNetworkType: maybeWord,
  LocalStorageAmount: amount,
  LocalStorageCapacity: amount,
  DedicatedHostAttribute: z.catch(z.optional(z.nullable(z.object({ DedicatedHostId: maybeWord }))), null),
  StartTime: maybeWord,
});

type DescribedInstance = z.infer<typeof describedInstance>;

/** A page of DescribeInstances. The last page has an empty NextToken or none. */
export const describeInstancesBody = z.object({
  RequestId: word,
  NextToken: cursorWord,
  Instances: z.nullable(z.object({ Instance: rowList })),
});

/**
 * The answer of StartInstances and StopInstances: one row per id, with HTTP 200 even when rows
 * failed (seed 000). `Code` is a string there and a number in a newer sample of the same page, so
 * it is read as text.
 */
export const batchRowsBody = z.object({
  RequestId: word,
  InstanceResponses: z.object({ InstanceResponse: rowList }),
});

/** A row of such an answer. */
export const batchRow = z.object({ InstanceId: idWord, Code: codeWord, Message: maybeWord });

/** The answer of StartInstance (seed 001). */
export const startInstanceBody = z.object({ RequestId: word });

/**
 * An error: an answer of any status with a top-level Code, or code as some gateways write it. For
 * a right that the key lacks AuthAction names it.
 */
export const errorBody = z.pipe(
  z.union([
    z.object({
      Code: codeWord,
      Message: maybeWord,
      RequestId: maybeWord,
      AccessDeniedDetail: z.catch(z.optional(z.nullable(z.object({ AuthAction: maybeWord }))), null),
    }),
    z.pipe(
      z.object({
        code: codeWord,
        message: maybeWord,
        requestId: maybeWord,
        accessDeniedDetail: z.catch(z.optional(z.nullable(z.object({ authAction: maybeWord }))), null),
      }),
      z.transform(({ code, message, requestId, accessDeniedDetail: detail }) => ({
        ...{ Code: code, Message: message, RequestId: requestId },
        AccessDeniedDetail: { AuthAction: detail?.authAction },
      })),
    ),
  ]),
  z.transform(({ Code, Message, RequestId, AccessDeniedDetail }) => {
    const message = withMissingRight(Message ?? '', AccessDeniedDetail?.AuthAction ?? null);
    return { code: Code, message, requestId: RequestId ?? null };
  }),
);

const states: ReadonlyMap<string, PowerState> = new Map(
  Object.entries({
    Pending: 'busy',
    Starting: 'starting',
    Running: 'running',
    Stopping: 'stopping',
    Stopped: 'stopped',
  } as const),
);

/** How DescribeInstances writes an instance, and what it says of it. */
export const instanceRow: RowReading<DescribedInstance> = {
  schema: describedInstance,
  idField: 'InstanceId',
  observationOf,
};

/**
 * An instance as an observation. A locked instance also reads Stopped. A lock keeps a stopped
 * instance from being started, but for `Recycling`: a spot instance that was reclaimed can be
 * started when there is capacity again. A running instance can be stopped in spite of its locks.
 */
function observationOf(row: DescribedInstance): Observation {
  const { Status, OperationLocks, StartTime } = row;
  const state = states.get(Status) ?? 'unknown';
  const startedAt = Date.parse(StartTime ?? '');
  const more = { billing: billingOf(row), startedAt: Number.isNaN(startedAt) ? null : startedAt };
  if (OperationLocks.length === 0 || state !== 'stopped') return sighting(state, Status, more);
  const obstacle = OperationLocks.every((reason) => reason === 'Recycling') ? null : 'locked';
  return sighting(state, readable(`${Status} (locked: ${OperationLocks.join(', ')})`), { ...more, obstacle });
}

/**
 * StoppedMode counts on a stopped instance only: a running one may read Not-applicable. A
 * subscription is paid for its term whatever the mode ("Economical mode" page).
 */
function billingOf(row: DescribedInstance): Billing {
  const { Status, InstanceChargeType, StoppedMode } = row;
  if (Status !== 'Stopped') return { is: 'unknown', because: null };
  if (InstanceChargeType === 'PrePaid') return { is: 'subscribed', because: null };
  if (StoppedMode === 'StopCharging') return { is: 'not-charged', because: null };
  const isCharged = StoppedMode === 'KeepCharging' || (StoppedMode === 'Not-applicable' && InstanceChargeType === 'PostPaid');
  return isCharged ? { is: 'still-charged', because: obstacleToSaving(row) } : { is: 'unknown', because: null };
}

/** Which instances cannot be stopped without charge ("Economical mode" page). */
function obstacleToSaving(row: DescribedInstance): string | null {
  if (row.DedicatedHostAttribute?.DedicatedHostId) return 'it is on a dedicated host, which is paid as a whole';
  if ((row.SpotStrategy ?? 'NoSpot') !== 'NoSpot') return 'it is a spot instance';
  if (row.InstanceNetworkType === 'classic') return 'it is in the classic network';
  return row.LocalStorageAmount > 0 || row.LocalStorageCapacity > 0 ? 'it has local disks' : null;
}
