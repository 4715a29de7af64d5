/** What Reveille does about one class of failure. One row decides everything: no code asks for a kind by name to choose a behaviour. */
export interface FailurePolicy {
  /** `again`: a later round looks and decides anew. `refuse`: the provider's answer is final. */
  readonly next: 'again' | 'refuse';
  /** Whom the answer is about. A whole-call answer about an `instance` is never held against its neighbours: the batch is taken apart. */
  readonly concerns: 'instance' | 'batch' | 'account';
  /** The shortest wait before the next round, in milliseconds; the usual backoff applies above it. */
  readonly waitAtLeastMs: number;
  /** False: at most five start rounds. True: again until the deadline, because waiting is the cure. */
  readonly untilDeadline: boolean;
  /** True: worth one more try in the same invocation with credentials read anew, since a key may just have been rotated. */
  readonly freshCredentials: boolean;
  /** True: the start may have taken effect although nobody said so; the next round must look before it acts. */
  readonly mayHaveActed: boolean;
}

const again = {
  next: 'again',
  concerns: 'batch',
  waitAtLeastMs: 0,
  untilDeadline: false,
  freshCredentials: false,
  mayHaveActed: false,
} as const;
const refuse = { ...again, next: 'refuse' } as const;

/** The failure kinds: provider-neutral classes, each with its policy. Providers translate their words to these (codes.ts beside each client). */
export const failures = {
  /** Too many requests: a minute is what Alibaba asks for; the others say nothing longer. */
  throttled: { ...again, waitAtLeastMs: 60_000 },
  /** Nothing was done: no connection, or a provider that says to come back. */
  transient: again,
  /** A request may or may not have been carried out: time-out, reset, server fault, unreadable answer. */
  outcomeUnknown: { ...again, mayHaveActed: true },
  /** The instance's state does not allow the start right now, which may mean that it already runs. */
  wrongState: { ...again, concerns: 'instance' },
  /** An instance that failed without a reason (Zenlayer's list of failed ids). */
  unexplained: { ...again, concerns: 'instance' },
  /** Sold out, host under repair, spot price too low: only time helps. */
  capacity: { ...again, concerns: 'instance', waitAtLeastMs: 60_000, untilDeadline: true },
  /** A key, secret or token that the provider does not accept. */
  credentials: { ...refuse, concerns: 'account', freshCredentials: true },
  /** No permission, no balance, quota used up, account blocked. */
  account: { ...refuse, concerns: 'account' },
  /** This instance cannot be started: not found, locked, expired, broken. */
  instance: { ...refuse, concerns: 'instance' },
  /** The request itself was refused, whatever the instances: a parameter, an action, a region. */
  request: refuse,
} as const satisfies Record<string, FailurePolicy>;

export type FailureKind = keyof typeof failures;

/** One failure as data: the kind decides, the rest is what people read. */
export interface Failure {
  readonly kind: FailureKind;
  /** The provider's own code; ours start with `Reveille.`. */
  readonly code: string;
  readonly message: string;
  /** The provider's id of the answer that failed; null when there was no answer. */
  readonly requestId: string | null;
}

/** The policy row of a failure. */
export function policyOf(failure: Failure): FailurePolicy {
  return failures[failure.kind];
}
