import { type FailureKind, type FailurePolicy, failures } from './failure-table.ts';

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
