import { type Batch, type BatchInstance, freshInstance } from '../../../shared/domain/batch.ts';
import type { Failure, FailureKind } from '../../../shared/domain/failure.ts';
import type { Moment } from '../../../shared/domain/outcome.ts';
import type { Observation, PowerState } from '../../../shared/domain/vocabulary.ts';

/** When the job of every batch here was due. */
export const due = Date.parse('2026-11-23T00:30:00Z');
const minute = 60_000;

/** Some minutes after the due time, in the middle of the random range, one hour before nothing is started any more. */
export function later(minutes: number, random = 0.5): Moment {
  return { now: due + minutes * minute, random: () => random, deadline: due + 60 * minute };
}

/** An ISO instant some seconds after the due time. */
export function at(seconds: number): string {
  return new Date(due + seconds * 1000).toISOString();
}

/** A batch of these instances, fresh where only an id is given. */
export function aBatch(instances: readonly (string | BatchInstance)[], changes: Partial<Batch> = {}): Batch {
  return {
    version: 1,
    job: {
      id: 'office-hours/start/2026-11-23T00:30:00Z',
      schedule: 'office-hours',
      action: 'start',
      scheduledAt: '2026-11-23T00:30:00Z',
    },
    account: 'ali-prod',
    region: 'cn-hangzhou',
    options: {
      batchMode: 'SuccessFirst',
      dryRun: false,
      initLocalDisk: false,
      expiresAfterMs: 60 * minute,
      confirmWithinMs: 15 * minute,
    },
    phase: 'act',
    speaksForAccount: true,
    deadline: new Date(due + 60 * minute).toISOString(),
    attempt: 0,
    looks: 0,
    instances: instances.map((instance) => (typeof instance === 'string' ? freshInstance(instance) : instance)),
    ...changes,
  };
}

/** An instance with a past. */
export function anInstance(id: string, past: Partial<BatchInstance> = {}): BatchInstance {
  return { ...freshInstance(id), ...past };
}

/** What a provider says of some instances: `{ 'i-1': 'stopped' }`. */
export function seeing(states: Readonly<Record<string, PowerState>>): ReadonlyMap<string, Observation> {
  return new Map(
    Object.entries(states).map(([id, state]) => [id, { state, raw: state.toUpperCase(), lastOperationFailed: false }]),
  );
}

/** A failure of one kind, with the kind as its code. */
export function failing(kind: FailureKind, requestId: string | null = 'req-1'): Failure {
  return { kind, code: `Code.${kind}`, message: `because of ${kind}`, requestId };
}
