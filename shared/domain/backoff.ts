/** SQS delays a message by at most 900 s (SendMessage, DelaySeconds). */
const longestDelayMs = 900_000;
const firstActDelayMs = 15_000;
const longestConfirmDelayMs = 300_000;

/**
 * What limits a delay: the time now, and the instant past which nothing may be delayed; epoch
 * milliseconds.
 */
export interface DelayLimits {
  readonly now: number;
  readonly until: number;
}

/**
 * Whole seconds until the next act round: 15 s doubling, half of it fixed and half random so that
 * batches of one account spread out, at least `atLeastMs` and then up to 15 s more, never past
 * SQS's limit or `until`. `random` is in [0, 1).
 */
export function actDelaySeconds(attempt: number, atLeastMs: number, random: number, limits: DelayLimits): number {
  const full = Math.min(longestDelayMs, firstActDelayMs * 2 ** attempt);
  // A floor without randomness would send every throttled batch back in the same second.
  return clip(Math.max(atLeastMs + firstActDelayMs * random, full / 2 + (full / 2) * random), limits);
}

/**
 * Whole seconds until the next confirm look: 15, 30, 60 … 300 s, at least `atLeastMs`, never past
 * `until`, so that the last look falls on it.
 */
export function confirmDelaySeconds(looks: number, atLeastMs: number, limits: DelayLimits): number {
  return clip(Math.max(atLeastMs, Math.min(longestConfirmDelayMs, firstActDelayMs * 2 ** looks)), limits);
}

/** A reboot can be over within seconds, so this many looks after it come one soon after another. */
const soonLooks = 12;
const soonMs = 5_000;

/**
 * Whole seconds until the next look at an instance that was rebooted: 5 s for the first minute,
 * then as after other actions. A later look sees it running, as if nothing had been done.
 */
export function rebootDelaySeconds(looks: number, atLeastMs: number, limits: DelayLimits): number {
  if (looks >= soonLooks) return confirmDelaySeconds(looks - soonLooks, atLeastMs, limits);
  return clip(Math.max(atLeastMs, soonMs), limits);
}

function clip(delayMs: number, { now, until }: DelayLimits): number {
  return Math.ceil(Math.max(0, Math.min(delayMs, longestDelayMs, until - now)) / 1000);
}
