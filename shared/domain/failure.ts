import { type FailureKind, failures } from './failure-table.ts';

/**
 * What Reveille does about one class of failure. One row decides everything: no code asks for a
 * kind by name to choose a behaviour.
 */
export interface FailurePolicy {
  /** `again`: a later round looks and decides anew. `refuse`: the provider's answer is final. */
  readonly next: 'again' | 'refuse';
  /**
   * What the answer is about. When a whole call is refused because of one `instance`, its
   * neighbours are not: the batch is taken apart.
   */
  readonly concerns: 'instance' | 'batch' | 'account';
  /**
   * The shortest wait before the next round, in milliseconds; the usual backoff applies above it.
   */
  readonly waitAtLeastMs: number;
  /** False: at most five rounds. True: again until the deadline, because waiting is the cure. */
  readonly untilDeadline: boolean;
  /**
   * True: worth one more try in the same invocation with credentials read anew, since a key may
   * just have been rotated.
   */
  readonly freshCredentials: boolean;
  /**
   * True: worth one more try in the same invocation, signed with the time of the server's own
   * `Date`.
   */
  readonly resign: boolean;
  /**
   * True: the action may have taken effect although no answer said so. The next round must look
   * before it acts.
   */
  readonly mayHaveActed: boolean;
  /**
   * True: it reads like a refusal of the account and may be one of an instance. Both halves of the
   * call are asked, and it is the account's when both are refused alike.
   */
  readonly mayBeOne: boolean;
  /** True: with `stop-charging-or-keep` the instance is stopped with charge instead. */
  readonly orKeep: boolean;
  /** The notice when the failure ends instances: one per batch, or one per account and job. */
  readonly notice: 'perBatch' | 'perAccount';
  /** What Reveille does about it, for people. */
  readonly does: string;
  /** What a person does once Reveille has given up. */
  readonly advice: string;
}
/** One failure as data: the kind decides, the rest is what people read. */
export interface Failure {
  readonly kind: FailureKind;
  /** The provider's own code; ours start with `Reveille.`. */
  readonly code: string;
  readonly message: string;
  /** The provider's id of the answer that failed; null when there was no answer. */
  readonly requestId: string | null;
  /** How long the provider itself asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /**
   * True: by our own decision the request was never sent. It counts neither as an attempt nor as a
   * failed round.
   */
  readonly unsent?: boolean;
}

/** The policy row of a failure. */
export function policyOf(failure: Failure): FailurePolicy {
  return failures[failure.kind];
}

/**
 * The shortest wait before the next round that a failure asks for, in milliseconds: its policy's,
 * or the provider's own when longer.
 */
export function waitFor(failure: Failure): number {
  return Math.max(policyOf(failure).waitAtLeastMs, failure.retryAfterMs ?? 0);
}
