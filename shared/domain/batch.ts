import type { BatchJob } from './batch-job.ts';
import type { BatchOptions } from './batch-options.ts';
import type { Selection } from './selection.ts';
import type { Failed } from './verdict.ts';
import type { Region, RestartDeed, WayBack } from './vocabulary.ts';

/** The last answer or problem met for an instance. Ours start with `Reveille.`. */
export interface LastProblem {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
}

/** Just the problem of a failure, for an instance to keep. */
export function problemOf({ code, message, requestId }: LastProblem): LastProblem {
  return { code, message, requestId };
}

/**
 * One instance on its way through a job, with everything that later rounds need to know of earlier
 * rounds.
 */
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
  /** Second tries after the instance fell back to the state it came from. At most one. */
  readonly restarts: number;
  /** When its action was accepted, or first seen under way; ISO 8601 UTC. */
  readonly acceptedAt: string | null;
  /** The request of ours that was accepted, where the provider names it again in its rows. */
  readonly acceptedBy?: string | undefined;
  /** When it was first seen fallen back after its acceptance; ISO 8601 UTC. */
  readonly fellBackAt: string | null;
  /** A forced stop or a forced reboot was accepted for it. */
  readonly forced: boolean;
  /** What a restart has sent for it, or may have sent. Absent before, and in other jobs. */
  readonly did?: RestartDeed | undefined;
  /** A reboot was sent, or permitted, and nobody knows whether the provider took it. */
  readonly unsure?: boolean | undefined;
  /** It was seen away from running after a reboot of this job. */
  readonly seenAway?: boolean | undefined;
  /**
   * Its action was seen under way before any call of this job can have reached it. So what others
   * do to it next does not undo this job.
   */
  readonly notOurs?: boolean | undefined;
  readonly last: LastProblem | null;
}

/** Why an instance is in a dead letter. */
export interface LetterReason extends LastProblem, Failed {
  readonly instanceId: string;
}

/**
 * A message of the account that is still to be sent: at most 100 ids, or a selection and no ids.
 * `acted`: an earlier delivery may have acted on its instances.
 */
export interface Rest {
  readonly region: Region;
  readonly options: BatchOptions;
  readonly instances: readonly string[];
  readonly selection: Selection | null;
  readonly acted: boolean;
}

/** What every message on a work queue carries. */
interface Work {
  readonly version: 1;
  readonly job: BatchJob;
  readonly account: string;
  readonly region: Region;
  /** The options belong to the job's action. A message where the two differ is refused. */
  readonly options: BatchOptions;
  /** The refusal of the whole account that a notice of this job has told; its code, or null. */
  readonly told: string | null;
  /** What the first message of an account hands on after its first step. Absent elsewhere. */
  readonly rest?: readonly Rest[] | undefined;
  /**
   * After this instant no action is sent; ISO 8601 UTC. Null on a redriven dead letter: its
   * deadline counts from the time the letter was sent.
   */
  readonly deadline: string | null;
  /**
   * How the letter was sent back that this message is, or came from. Absent on a message of a job,
   * and on a letter that nobody has sent back against its schedule.
   */
  readonly sentBack?: WayBack | undefined;
  /** Rounds so far: the exponent of the backoff. */
  readonly attempt: number;
}

/**
 * A message on a work queue: at most 100 instances of one account, region and options. The message
 * is the whole state of its instances in the job; the functions keep none.
 */
export interface Batch extends Work {
  readonly phase: 'act' | 'confirm';
  /** Confirm looks so far. */
  readonly looks: number;
  readonly instances: readonly BatchInstance[];
  /** On a dead letter only: why each instance is here. Work ignores it. */
  readonly failures?: readonly LetterReason[] | undefined;
}

/**
 * A message on a work queue: a target whose instances are not known yet. The power function lists
 * them, because it alone holds credentials, and cuts them into batches.
 */
export interface Find extends Work {
  readonly phase: 'find';
  readonly selection: Selection;
  /** Where the provider's listing goes on, in the provider's own terms; null at its beginning. */
  readonly cursor: string | null;
  /**
   * How many instances the listing said it has when it began; null when it does not say, or has
   * not begun.
   */
  readonly total: number | null;
  /**
   * Ids found so far and not yet cut into batches: all of them while `maxMatches` has to be kept.
   */
  readonly held: readonly string[];
  /** How many instances were found so far, with those that are cut into batches already. */
  readonly matched: number;
  /** The last answer or problem that a listing met. */
  readonly last: LastProblem | null;
  /** An earlier delivery may have acted on its instances. */
  readonly acted?: boolean | undefined;
  readonly failures?: readonly LetterReason[] | undefined;
}

/** Any message on a work queue. */
export type WorkMessage = Batch | Find;

/** A message to send to its own work queue, `delaySeconds` (0–900) from now. */
export interface FollowUp {
  readonly batch: WorkMessage;
  readonly delaySeconds: number;
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
    fellBackAt: null,
    forced: false,
    last: null,
  };
}
