import type { Selection } from './selection.ts';
import type { BatchMode, PowerAction, Region, StopMode } from './vocabulary.ts';

/** The job a batch belongs to. `scheduledAt` is the due time, ISO 8601 UTC. */
export interface BatchJob {
  readonly id: string;
  readonly schedule: string;
  readonly action: PowerAction;
  readonly scheduledAt: string;
}

/** What the schedule and target ask of every instance of a batch. */
export interface BatchOptions {
  readonly batchMode: BatchMode;
  readonly dryRun: boolean;
  /** True: Alibaba's StartInstance with InitLocalDisk, which WIPES local disks (seed 001); only on an instance's first start in a job. */
  readonly initLocalDisk: boolean;
  /** What a stop asks of the provider; always sent, because Alibaba's default depends on the account (StopInstances page). */
  readonly stopMode: StopMode;
  /** True: a stop that is still under way `forceAfterMs` after its acceptance is forced, which is a power cut. */
  readonly force: boolean;
  readonly forceAfterMs: number;
  /** How long after the due time the action may still be sent, in milliseconds. */
  readonly expiresAfterMs: number;
  /** How long after its acceptance the action may take until the instance is seen in the wanted state, in milliseconds. */
  readonly confirmWithinMs: number;
}

/** The last answer or problem met for an instance. Ours start with `Reveille.`. */
export interface LastProblem {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
}

/** One instance on its way through a job: everything later rounds need to know of the earlier ones. */
export interface BatchInstance {
  readonly id: string;
  /** Calls of the action that carried this id. */
  readonly attempts: number;
  /** Rounds that failed in a way that counts against the limit of five. */
  readonly retries: number;
  /** The action of this job was accepted for it, or may have been. */
  readonly acted: boolean;
  /** The provider has answered for this id at least once, in an observation or an action. */
  readonly answered: boolean;
  /** Second tries after it fell back to the state it came from. At most one. */
  readonly restarts: number;
  /** When its action was accepted or found under way; ISO 8601 UTC. */
  readonly acceptedAt: string | null;
  /** When it was first seen fallen back after that; ISO 8601 UTC. */
  readonly fellBackAt: string | null;
  /** A forced stop was accepted for it. */
  readonly forced: boolean;
  readonly last: LastProblem | null;
}

/** Why an instance is in a dead letter. */
export interface LetterReason extends LastProblem {
  readonly instanceId: string;
  readonly verdict: 'rejected' | 'expired';
}

/** What every message on a work queue carries. */
interface Work {
  readonly version: 1;
  readonly job: BatchJob;
  readonly account: string;
  readonly region: Region;
  readonly options: BatchOptions;
  /** True for an account's first batch of a job and what follows from it: the one that speaks for the whole account. */
  readonly speaksForAccount: boolean;
  /** Nothing is sent from then on; ISO 8601 UTC. Null on a redriven dead letter: then it counts from the time the letter was sent. */
  readonly deadline: string | null;
  /** Rounds so far: the exponent of the backoff. */
  readonly attempt: number;
}

/**
 * A message on a work queue: at most 100 instances of one account, region and options. It is the whole state of its instances in
 * the job; the functions keep none.
 */
export interface Batch extends Work {
  readonly phase: 'act' | 'confirm';
  /** Confirm looks so far. */
  readonly looks: number;
  readonly instances: readonly BatchInstance[];
  /** On a dead letter only: why each instance is here. Ignored when the letter is sent back to work. */
  readonly failures?: readonly LetterReason[] | undefined;
}

/**
 * A message on a work queue: a target whose instances are not known yet. The power function looks for them, since it alone holds
 * credentials, and cuts what it finds into batches.
 */
export interface Find extends Work {
  readonly phase: 'find';
  readonly selection: Selection;
  /** Where the provider's listing goes on, in the provider's own terms; null at its beginning. */
  readonly cursor: string | null;
  /** How many instances the listing said it has when it began; null when it does not say, or has not begun. */
  readonly total: number | null;
  /** Ids found so far and not yet cut into batches: all of them while `maxMatches` has to be kept. */
  readonly found: readonly string[];
  /** How many were found so far, those included that are cut into batches already. */
  readonly matched: number;
  /** The last answer or problem that a listing met. */
  readonly last: LastProblem | null;
  readonly failures?: readonly LetterReason[] | undefined;
}

/** Any message on a work queue. */
export type WorkMessage = Batch | Find;

/** An instance that nothing has happened to yet. */
export function freshInstance(id: string): BatchInstance {
  return {
    id,
    attempts: 0,
    retries: 0,
    acted: false,
    answered: false,
    restarts: 0,
    acceptedAt: null,
    fellBackAt: null,
    forced: false,
    last: null,
  };
}

/** When nothing of this message may be sent any more, in epoch milliseconds. `sentAt`: the message's SentTimestamp. */
export function deadlineOf(batch: WorkMessage, sentAt: number): number {
  return batch.deadline === null ? sentAt + batch.options.expiresAfterMs : Date.parse(batch.deadline);
}
