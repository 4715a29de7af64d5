import type { BatchJob } from './batch-job.ts';
import type { Failure } from './failure.ts';
import type { Selection } from './selection.ts';
import type { BatchMode, ChargeMode, Observation, RestartDeed } from './vocabulary.ts';

/** The end of one call: its value, or why the call as a whole failed. */
export type Answer<T> = { readonly value: T } | { readonly failure: Failure };

/**
 * What a provider must answer while one message is carried out. The account, its credentials, the
 * region and the end of the invocation are bound outside. Every call takes at most 100 distinct
 * ids and sends each request once; only after a refusal of the credentials it reads them anew and
 * sends once more. A failure is an answer: a call throws only what is not the provider's doing
 * (Secrets Manager out of reach).
 */
export interface Port {
  /** What it means when an id is missing in the answer of `observe`. */
  readonly absentMeans: AbsentMeans;
  /** The state of each id that the provider lists. An id it does not list is not in the map. */
  observe(ids: readonly string[]): Promise<Answer<ReadonlyMap<string, Observation>>>;
  /** One page of the instances that a selection means, from `cursor` on (null: the first page). */
  find(selection: Selection, cursor: string | null): Promise<Answer<FoundPage>>;
  /**
   * The provider's own dry run of `act`; null where there is none. The value holds the ids that
   * were refused singly; a failure refuses all of them.
   */
  readonly preCheck: ((ids: readonly string[], options: ActOptions) => Promise<Answer<ReadonlyMap<string, Failure>>>) | null;
  /**
   * Asks for the action. Accepted means accepted, not done. An id missing from the map has an
   * unknown outcome.
   */
  act(ids: readonly string[], options: ActOptions): Promise<Answer<ReadonlyMap<string, ActAnswer>>>;
  readonly permits: Permits;
}

/** Time and chance: `now` in epoch milliseconds, `random` in [0, 1). */
export interface Clock {
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * What the schedules of this deployment want now. A dead letter may be sent back days later, and a
 * restart may be carried out after the hours in which it was decided, so both ask before they act.
 */
export interface Hours {
  /**
   * Since when (epoch milliseconds) the schedule of a job wants the opposite of the job, at `now`;
   * null when it does not, and for a schedule that this deployment does not have.
   */
  overtakenSince(job: BatchJob, now: number): number | null;
}

/**
 * Why a message must not act any more; epoch milliseconds. `late`: its deadline. `overtaken`: its
 * schedule, for a letter that was sent back. `outside-hours`: the schedule of a restart. That is no
 * failure, because the schedule does with the machine what it wants.
 */
export type Over =
  | { readonly kind: 'late'; readonly deadline: number }
  | { readonly kind: 'overtaken' | 'outside-hours'; readonly since: number; readonly schedule: string | null };

/**
 * What it means when a provider does not list an id. `ask`: act on the id, and the answer says
 * why. Otherwise the id is rejected with this code and message.
 */
export type AbsentMeans = 'ask' | { readonly code: string; readonly message: string };

/**
 * The provider's answer for one id of an action. `accepted`: with the id of the request that
 * carried it, where the provider's rows name it later. `notSent`: its own call was never made,
 * because the invocation's time was up.
 */
export type ActAnswer =
  | { readonly result: 'accepted'; readonly requestId?: string }
  | { readonly result: 'failed'; readonly failure: Failure }
  | { readonly result: 'notSent' };

/** How the instances of one call are to be started, stopped or rebooted. */
export type ActOptions = StartOptions | StopOptions | RebootOptions;

/** How the instances of one call are to be started. */
export interface StartOptions {
  readonly action: 'start';
  readonly batchMode: BatchMode;
  /** True: one StartInstance call per id (Alibaba). */
  readonly oneByOne: boolean;
  /** The ids among them whose local disks this start WIPES. */
  readonly wipe: ReadonlySet<string>;
}

/** How the instances of one call are to be stopped. */
export interface StopOptions {
  readonly action: 'stop';
  readonly batchMode: BatchMode;
  /** Always sent where the provider has modes. */
  readonly mode: ChargeMode;
  /**
   * True: a power cut, for a soft stop that is stuck. Always sent, because Zenlayer's default is
   * true (StopInstances page).
   */
  readonly force: boolean;
}

/** How the instances of one call are to be rebooted. */
export interface RebootOptions {
  readonly action: 'reboot';
  readonly batchMode: BatchMode;
  /**
   * True: a power cut, for a soft reboot that did not come back. Always sent, because Zenlayer
   * documents no default (RebootInstances page).
   */
  readonly force: boolean;
}

/**
 * What is remembered outside the messages of what restarts have sent. Two deliveries of one message
 * do not know of each other, and none of the providers takes a token that would make a reboot
 * idempotent.
 */
export interface Permits {
  /**
   * Asks whether something may be sent to these ids. An id that is not in the answer has a permit.
   * The others have none, and the answer says what was permitted before. A start is always
   * permitted. Throws when this cannot be found out; then nothing may be sent.
   */
  permit(ids: readonly string[], what: RestartDeed): Promise<ReadonlyMap<string, PermittedBefore>>;
  /**
   * Gives back what this job was permitted, after an answer that says that nothing was done. Never
   * throws: a permit that cannot be given back stays taken, which is the safe side.
   */
  withdraw(ids: readonly string[], what: RestartDeed): Promise<void>;
}

/**
 * What was permitted for an instance within the cooldown, and was sent or may have been: a process
 * can have died before it sent it. `own`: for this very job, so by an earlier delivery. `seen`: it
 * was seen done.
 */
export interface PermittedBefore {
  readonly deed: RestartDeed;
  readonly own: boolean;
  readonly seen: boolean;
}

/**
 * A page of a listing by selection: ids that carry the tags, as the provider's rows themselves
 * say, each once. A page may be empty, or leave some of its ids to a later page.
 */
export interface FoundPage {
  readonly ids: readonly string[];
  /** Rows that cannot be read: their ids, null for one without a readable id. Absent: none. */
  readonly unread?: readonly (string | null)[];
  /** Where the listing goes on, in the provider's own terms; null after its last page. */
  readonly cursor: string | null;
  /**
   * How many rows the whole listing has, where the provider says so. When the number changes
   * during the listing, a row may have been missed.
   */
  readonly total: number | null;
}
