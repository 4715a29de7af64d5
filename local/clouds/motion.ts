const defaultSeconds = 20;

/** What moves the machines: the time in epoch ms or, with `byLooks`, each look. */
export interface MachineClock {
  readonly now: () => number;
  readonly byLooks: boolean;
}

/**
 * A word in motion: the word after it, when it comes, and the motion of that word, if it moves on.
 */
export interface Motion {
  readonly to: string;
  /** In epoch milliseconds. */
  readonly endsAt: number;
  readonly next: Motion | null;
}

/** The motion through words that share the given time, 20 s if none is given; null for no words. */
export function motionThrough(words: readonly string[], seconds: number | undefined, { now }: MachineClock): Motion | null {
  const begun = now();
  const each = ((seconds ?? defaultSeconds) * 1000) / words.length;
  return words.reduceRight<Motion | null>((next, to, n) => ({ to, endsAt: begun + each * (n + 1), next }), null);
}

/** Whether the time has ended a motion. With `byLooks` only a look does. */
export function isDue({ endsAt }: Motion, { now, byLooks }: MachineClock): boolean {
  return !byLooks && now() >= endsAt;
}
