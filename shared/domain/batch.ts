import type { BatchMode, PowerAction, Region } from './vocabulary.ts';

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
  /** How long after the due time a start may still be sent, in milliseconds. */
  readonly expiresAfterMs: number;
  /** How long after its acceptance a start may take until the instance is seen running, in milliseconds. */
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
  /** Start calls that carried this id. */
  readonly attempts: number;
  /** Rounds that failed in a way that counts against the limit of five. */
  readonly retries: number;
  /** A start of this job was accepted for it, or may have been. */
  readonly acted: boolean;
  /** The provider has answered for this id at least once, in an observation or a start. */
  readonly answered: boolean;
  /** Second starts after it fell back to stopped. At most one. */
  readonly restarts: number;
  /** When its start was accepted or found under way; ISO 8601 UTC. */
  readonly acceptedAt: string | null;
  /** When it was first seen stopped after that; ISO 8601 UTC. */
  readonly stoppedAt: string | null;
  readonly last: LastProblem | null;
}

/** Why an instance is in a dead letter. */
export interface LetterReason extends LastProblem {
  readonly instanceId: string;
  readonly verdict: 'rejected' | 'expired';
}

/**
 * A message on a work queue: at most 100 instances of one account, region and start option. It is the whole state of its instances
 * in the job; the functions keep none.
 */
export interface Batch {
  readonly version: 1;
  readonly job: BatchJob;
  readonly account: string;
  readonly region: Region;
  readonly options: BatchOptions;
  readonly phase: 'act' | 'confirm';
  /** True for an account's first batch of a job and what follows from it: the one that speaks for the whole account. */
  readonly speaksForAccount: boolean;
  /** No start is sent from then on; ISO 8601 UTC. Null on a redriven dead letter: then it counts from the time the letter was sent. */
  readonly deadline: string | null;
  /** Act rounds so far: the exponent of the backoff. */
  readonly attempt: number;
  /** Confirm looks so far. */
  readonly looks: number;
  readonly instances: readonly BatchInstance[];
  /** On a dead letter only: why each instance is here. Ignored when the letter is sent back to work. */
  readonly failures?: readonly LetterReason[] | undefined;
}

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
    stoppedAt: null,
    last: null,
  };
}

/** When no start of this batch may be sent any more, in epoch milliseconds. `sentAt`: the message's SentTimestamp. */
export function deadlineOf(batch: Batch, sentAt: number): number {
  return batch.deadline === null ? sentAt + batch.options.expiresAfterMs : Date.parse(batch.deadline);
}
