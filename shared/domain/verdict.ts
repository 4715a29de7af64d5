import type { BatchInstance, LastProblem } from './batch.ts';
import type { BatchJob } from './batch-job.ts';
import { goalOf } from './goal.ts';
import type { Over } from './port.ts';
import type { Billing, Observation, PowerAction, RestartDeed } from './vocabulary.ts';

/**
 * The end of one instance in one job, best first. Records can repeat (at-least-once delivery):
 * readers keep the one that stands first here.
 */
export const verdicts = ['confirmed', 'already', 'skipped', 'rejected', 'expired'] as const;

/** One of the verdicts. */
export type Verdict = (typeof verdicts)[number];

/**
 * The verdicts that somebody must hear of: with one of them an instance is in a dead letter and in
 * a notice.
 */
export const failedVerdicts = ['rejected', 'expired'] as const satisfies readonly Verdict[];

/** Anything that ended with a failed verdict. */
export interface Failed {
  readonly verdict: (typeof failedVerdicts)[number];
}

/**
 * True when an end is a failure. Only this function knows: verdicts, records and the rows of a
 * report are all tested here.
 */
export function hasFailed<End extends { readonly verdict: Verdict }>(end: End): end is End & Failed {
  return failedVerdicts.some((failed) => failed === end.verdict);
}

/**
 * What every verdict says of its instance. For a selection without a result, `instanceId` is the
 * selection's text.
 */
interface Ended {
  readonly instanceId: string;
  readonly requestId: string | null;
  /** Calls of the action that carried the instance. */
  readonly attempts: number;
  /**
   * The action of this job was accepted for it, or may have been. A dead letter keeps this, so that
   * no local disk is wiped twice.
   */
  readonly acted: boolean;
  /** What a restart has sent for it. Absent where nothing was sent, and in other jobs. */
  readonly did?: RestartDeed | undefined;
}

/** An instance that is where it should be, or that was skipped. */
export interface GoodVerdict extends Ended {
  /** What it costs, for an instance that was seen stopped as a stop wants it. */
  readonly billing?: Billing;
  readonly verdict: Exclude<Verdict, Failed['verdict']>;
  /** Why it was skipped, where that was no dry run. */
  readonly code: string | null;
  readonly message: string | null;
}

/** A failed instance, with the code and message that decided. */
export interface FailedVerdict extends Ended, Failed {
  readonly code: string;
  readonly message: string;
}

/** The end of one instance, with what decided it. */
export type InstanceVerdict = GoodVerdict | FailedVerdict;

/** A good end: seen in the wanted state, or skipped by a dry run. */
export function good(instance: BatchInstance, verdict: GoodVerdict['verdict']): GoodVerdict {
  return { ...endOf(instance), verdict, code: null, message: null, requestId: null };
}

function endOf({ id, attempts, acted, did }: BatchInstance): Pick<Ended, 'instanceId' | 'attempts' | 'acted' | 'did'> {
  return { instanceId: id, attempts, acted, ...(did !== undefined && { did }) };
}

/** A good end of an instance that a look has shown. After a stop its bill is part of it. */
export function seenGood(
  instance: BatchInstance,
  verdict: GoodVerdict['verdict'],
  action: PowerAction,
  { billing }: Observation,
): GoodVerdict {
  return { ...good(instance, verdict), ...(action === 'stop' && { billing }) };
}

/** Failed for good, with the code that decided. */
export function rejected(instance: BatchInstance, problem: LastProblem): FailedVerdict {
  const { code, message, requestId } = problem;
  return { ...endOf(instance), verdict: 'rejected', code, message, requestId };
}

/**
 * The end of an instance that was not acted on in time. An instance that the provider has answered
 * for, or that may have been acted on, is `rejected` with its last problem. Without any answer it
 * is `expired`. An instance whose schedule wants the opposite by now is `expired`, with a code of
 * its own, unless it may have been acted on. After the hours of a restart it is `skipped`.
 */
export function tooLate(instance: BatchInstance, job: BatchJob, over: Over): InstanceVerdict {
  if (over.kind === 'late') return overdue(instance, job, over.deadline);
  const { from, reached } = goalOf(job.action, instance);
  const isSkipped = over.kind === 'outside-hours';
  const done = isSkipped && instance.acted ? `seen ${reached}` : doneOf(job, instance);
  const before = instance.last === null ? '' : `; the last problem was ${instance.last.code}: ${instance.last.message}`;
  const message = `not ${done}, because since ${isoOf(over.since)} its schedule ${over.schedule} wants it ${from}${before}`;
  const problem = { code: 'Reveille.Overtaken', message, requestId: instance.last?.requestId ?? null };
  if (isSkipped) return { ...endOf(instance), ...problem, verdict: 'skipped' };
  return { ...rejected(instance, problem), verdict: instance.acted ? 'rejected' : 'expired' };
}

function overdue(instance: BatchInstance, job: BatchJob, deadline: number): FailedVerdict {
  const late = `not ${doneOf(job, instance)} by ${isoOf(deadline)}`;
  const last = instance.last ?? (instance.acted ? cutOff : null);
  if (last === null) {
    const problem = { code: 'Reveille.Expired', message: late, requestId: null };
    return { ...rejected(instance, problem), verdict: 'expired' };
  }
  const problem = { ...last, message: `${last.message} (${late})` };
  return { ...rejected(instance, problem), verdict: instance.answered || instance.acted ? 'rejected' : 'expired' };
}

/** `started`, for "not started by …". Nobody knows yet which of the two a restart comes to. */
function doneOf({ action }: BatchJob, instance: BatchInstance): string {
  return action === 'restart' && instance.did === undefined ? 'restarted' : goalOf(action, instance).done;
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}

const cutOff: LastProblem = {
  code: 'Reveille.Interrupted',
  message: 'an earlier delivery of its batch was cut off and may have acted on it, but it is not in the wanted state',
  requestId: null,
};
