import type { BatchInstance, LastProblem } from './batch.ts';
import { goals } from './goal.ts';
import type { PowerAction } from './vocabulary.ts';

/**
 * The end of one instance in one job, best first. Records can repeat (at-least-once delivery): readers keep the one that
 * stands first here.
 */
export const verdicts = ['confirmed', 'already', 'skipped', 'rejected', 'expired'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * A verdict with what decided it. `code` and `message` are null unless rejected or expired. Of a selection that came to nothing
 * `instanceId` is its text.
 */
export interface InstanceVerdict {
  readonly instanceId: string;
  readonly verdict: Verdict;
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
  /** Calls of the action that carried the instance. */
  readonly attempts: number;
}

/** A failed instance: what goes into the dead letter and the alert. */
export interface FailedVerdict extends InstanceVerdict {
  readonly verdict: 'rejected' | 'expired';
  readonly code: string;
  readonly message: string;
}

/** A good end: seen in the wanted state, or skipped by a dry run. */
export function good(instance: BatchInstance, verdict: 'confirmed' | 'already' | 'skipped'): InstanceVerdict {
  return { instanceId: instance.id, verdict, code: null, message: null, requestId: null, attempts: instance.attempts };
}

/** Failed for good, with the code that decided. */
export function rejected(instance: BatchInstance, problem: LastProblem): FailedVerdict {
  const { code, message, requestId } = problem;
  return { instanceId: instance.id, verdict: 'rejected', code, message, requestId, attempts: instance.attempts };
}

/**
 * The deadline passed. An instance that the provider has answered for, or that may have been acted on, is `rejected` with its last
 * problem; otherwise nobody ever answered.
 */
export function overdue(instance: BatchInstance, action: PowerAction, deadline: number): FailedVerdict {
  const late = `not ${goals[action].done} by ${new Date(deadline).toISOString()}`;
  const last = instance.last ?? (instance.acted ? cutOff : null);
  if (last === null) {
    const problem = { code: 'Reveille.Expired', message: late, requestId: null };
    return { ...rejected(instance, problem), verdict: 'expired' };
  }
  const problem = { ...last, message: `${last.message} (${late})` };
  return { ...rejected(instance, problem), verdict: instance.answered || instance.acted ? 'rejected' : 'expired' };
}

const cutOff: LastProblem = {
  code: 'Reveille.Interrupted',
  message: 'an earlier delivery of its batch was cut off and may have acted on it, yet it is not where it should be',
  requestId: null,
};

/** True for a verdict that somebody must hear of. */
export function hasFailed(verdict: InstanceVerdict): verdict is FailedVerdict {
  return verdict.verdict === 'rejected' || verdict.verdict === 'expired';
}
