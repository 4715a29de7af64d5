import * as z from 'zod/mini';
import { type Billing, type Observation, type PowerState, sighting } from '../../domain/vocabulary.ts';
import { readable } from '../answer.ts';
import { codeWord, countWord, idWord, maybeWord, rowList, word } from '../fields.ts';
import type { RowReading } from '../look.ts';

const disk = z.object({ DiskType: maybeWord });

/** One instance of a DescribeInstances answer, as far as Reveille needs it (CVM 2017-03-12). */
const describedInstance = z.object({
  InstanceId: idWord,
  InstanceState: word,
  RestrictState: maybeWord,
  LatestOperation: maybeWord,
  LatestOperationState: maybeWord,
  LatestOperationRequestId: maybeWord,
  LatestOperationErrorMsg: maybeWord,
  InstanceChargeType: maybeWord,
  StopChargingMode: maybeWord,
  SystemDisk: z.catch(z.optional(z.nullable(disk)), null),
  DataDisks: z.catch(z.optional(z.nullable(z.array(disk))), null),
});

type DescribedInstance = z.infer<typeof describedInstance>;

/** A page of DescribeInstances. */
export const describeInstancesBody = z.object({
  Response: z.object({ RequestId: word, TotalCount: countWord, InstanceSet: rowList }),
});

/** The answer of StartInstances (seed 003) and StopInstances: nothing but a request id. */
export const acceptedBody = z.object({ Response: z.object({ RequestId: word }) });

/** An error: HTTP 200 with an Error object. */
export const errorBody = z.pipe(
  z.object({ Response: z.object({ Error: z.object({ Code: codeWord, Message: maybeWord }), RequestId: maybeWord }) }),
  z.transform(({ Response: { Error: problem, RequestId } }) => {
    return { code: problem.Code, message: problem.Message, requestId: RequestId };
  }),
);

// SHUTDOWN means isolated and awaiting destruction: it is off, and cannot be started.
const states: ReadonlyMap<string, PowerState> = new Map(
  Object.entries({
    PENDING: 'busy',
    LAUNCH_FAILED: 'locked',
    RUNNING: 'running',
    STOPPED: 'stopped',
    STARTING: 'starting',
    STOPPING: 'stopping',
    REBOOTING: 'starting',
    SHUTDOWN: 'stopped',
    TERMINATING: 'locked',
    ENTER_RESCUE_MODE: 'busy',
    RESCUE_MODE: 'locked',
    EXIT_RESCUE_MODE: 'busy',
    ENTER_SERVICE_LIVE_MIGRATE: 'busy',
    SERVICE_LIVE_MIGRATE: 'busy',
    EXIT_SERVICE_LIVE_MIGRATE: 'busy',
  } as const),
);

/** How DescribeInstances writes an instance, and what it says of it. */
export const instanceRow: RowReading<DescribedInstance> = {
  schema: describedInstance,
  idField: 'InstanceId',
  observationOf,
};

/**
 * An instance as an observation. A restricted or isolated instance cannot be started, but it can
 * be stopped while it runs. An instance with an operation under way is occupied.
 */
function observationOf(row: DescribedInstance): Observation {
  const { InstanceState, RestrictState, LatestOperation, LatestOperationState, LatestOperationErrorMsg } = row;
  const state = states.get(InstanceState) ?? 'unknown';
  const failed = LatestOperationState === 'FAILED' ? failedIn(state, row) : null;
  const succeeded = LatestOperationState === 'SUCCESS' ? succeededIn(row) : null;
  const more = { failed, succeeded, billing: billingOf(row) };
  if (InstanceState === 'SHUTDOWN') return sighting(state, InstanceState, { ...more, obstacle: 'locked' });
  if (state === 'stopped' && (RestrictState ?? 'NORMAL') !== 'NORMAL') {
    return sighting(state, readable(`${InstanceState} (RestrictState ${RestrictState})`), { ...more, obstacle: 'locked' });
  }
  if ((state === 'stopped' || state === 'running') && LatestOperationState === 'OPERATING') {
    const raw = `${InstanceState} (${LatestOperation ?? 'an operation'} under way)`;
    return sighting(state, readable(raw), { ...more, obstacle: 'occupied' });
  }
  const why = failed !== null && LatestOperationErrorMsg ? ` (${LatestOperationErrorMsg})` : '';
  return sighting(state, readable(`${InstanceState}${why}`), more);
}

/**
 * The action that failed, if the instance is still in the state in which that action began; a
 * reboot may leave it running or stopped. Any other failure is an old one, and so is one without
 * the id of its request.
 */
function failedIn(state: PowerState, row: DescribedInstance): Observation['failed'] {
  const { LatestOperation: operation, LatestOperationRequestId: requestId } = row;
  if (!requestId) return null;
  if (operation === 'RebootInstances' && (state === 'running' || state === 'stopped')) return { action: 'reboot', requestId };
  if (state === 'stopped' && operation === 'StartInstances') return { action: 'start', requestId };
  return state === 'running' && operation === 'StopInstances' ? { action: 'stop', requestId } : null;
}

/**
 * A reboot that succeeded, as the instance records it. Only of a reboot is it a proof that is
 * needed: a start or a stop shows in the state.
 */
function succeededIn({ LatestOperation: operation, LatestOperationRequestId: requestId }: DescribedInstance) {
  return operation === 'RebootInstances' && requestId ? ({ action: 'reboot', requestId } as const) : null;
}

/**
 * What a stopped instance is billed. NOT_APPLICABLE also means "not stopped", so it counts on a
 * stopped pay-as-you-go instance only (vendor page "No charges when shut down").
 */
function billingOf(row: DescribedInstance): Billing {
  const { InstanceState, InstanceChargeType: charge, StopChargingMode: mode } = row;
  if (InstanceState !== 'STOPPED') return { is: 'unknown', because: null };
  if (charge === 'PREPAID') return { is: 'subscribed', because: null };
  if (mode === 'STOP_CHARGING') return { is: 'not-charged', because: null };
  const isCharged = mode === 'KEEP_CHARGING' || (mode === 'NOT_APPLICABLE' && charge != null && charge !== '');
  return isCharged ? { is: 'still-charged', because: obstacleToSaving(row) } : { is: 'unknown', because: null };
}

/** Which instances cannot be stopped without charge (the same page). */
function obstacleToSaving({ InstanceChargeType, SystemDisk, DataDisks }: DescribedInstance): string | null {
  if (InstanceChargeType === 'CDHPAID' || InstanceChargeType === 'CDCPAID')
    return 'it is on a dedicated host, which is paid as a whole';
  if (InstanceChargeType === 'SPOTPAID') return 'it is a spot instance';
  const isLocal = [SystemDisk, ...(DataDisks ?? [])].some((each) => each?.DiskType?.startsWith('LOCAL'));
  return isLocal ? 'it has local disks' : null;
}
