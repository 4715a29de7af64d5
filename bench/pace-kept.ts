/**
 * One call as a stand-in cloud recorded it: when (epoch milliseconds), and the error code in its
 * answer, if any.
 */
export interface TimedCall {
  readonly at: number;
  readonly code: string | null;
}

/** How calls of one action came, against the limit of the account. */
export interface PaceKept {
  readonly calls: number;
  readonly throttled: number;
  /** Calls a second between the first and the last; 0 for fewer than two. */
  readonly perSecond: number;
  /** The most that came within any one second. */
  readonly mostInASecond: number;
}

/** Measures calls, in any order. `isThrottled` knows the provider's codes for it. */
export function paceKept(calls: readonly TimedCall[], isThrottled: (code: string) => boolean): PaceKept {
  const times = calls.map(({ at }) => at).toSorted((a, b) => a - b);
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  let first = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return {
    calls: calls.length,
    throttled: calls.filter(({ code }) => code !== null && isThrottled(code)).length,
    perSecond: spanMs === 0 ? 0 : ((times.length - 1) * 1000) / spanMs,
    mostInASecond: most,
  };
}
