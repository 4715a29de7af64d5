import type { PowerAction } from './vocabulary.ts';

/**
 * The job a batch belongs to. `scheduledAt` is the due time, ISO 8601 UTC. A job of an alert has no
 * schedule, and names its restart; no other job does. Its due time is the second of the decision.
 */
export interface BatchJob {
  readonly id: string;
  readonly schedule: string | null;
  readonly restart?: string | undefined;
  readonly action: PowerAction;
  readonly scheduledAt: string;
}

/** The schedule or restart that a job is of. */
export function ownerOf({ schedule, restart }: Pick<BatchJob, 'schedule' | 'restart'>): string {
  return schedule ?? String(restart);
}

/**
 * The identity of one firing of a transition, or of the restarts of one second, written the same in
 * messages, logs and reports. `owner` is the schedule or the restart.
 */
export function jobId(owner: string, action: PowerAction, scheduledAt: string): string {
  return `${owner}/${action}/${scheduledAt}`;
}
