/**
 * How fast a bucket lets calls through: `perSecond` on average, at most `burst` (1 or more) at
 * once after a rest.
 */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A token bucket at one instant (`at`, epoch milliseconds). A number below zero says how many
 * calls are waiting for a token.
 */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** When a call may go: `waitMs` from now (0: at once), and the bucket with its token taken. */
export interface Admission {
  readonly waitMs: number;
  readonly bucket: Bucket;
}

/**
 * The share of a published limit that is used. Requests that leave evenly do not arrive evenly;
 * the rest keeps the network's jitter from putting one request too many into a second.
 */
const usedShare = 0.95;

/**
 * The rate of one worker, when `workers` of them share a limit of `perSecond` requests and cannot
 * talk to each other. There are no bursts: a provider that counts by the second must not see the
 * saved-up requests of two workers at once. Only a limit that does not divide by `workers` can be
 * exceeded within a single second, and never on average.
 */
export function workerRate(perSecond: number, workers: number): Rate {
  return { perSecond: (perSecond * usedShare) / workers, burst: 1 };
}

/**
 * Takes a token from a bucket. A bucket that is not there yet (null) is full. A clock that went
 * back refills nothing.
 */
export function takeToken(bucket: Bucket | null, { perSecond, burst }: Rate, now: number): Admission {
  const before = bucket ?? { tokens: burst, at: now };
  const refilled = (Math.max(0, now - before.at) / 1000) * perSecond;
  const tokens = Math.min(burst, before.tokens + refilled) - 1;
  const waitMs = tokens < 0 ? Math.ceil((-tokens / perSecond) * 1000) : 0;
  return { waitMs, bucket: { tokens, at: now } };
}
