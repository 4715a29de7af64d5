import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { CallLimit } from './cloud-state.ts';

/**
 * Lets calls through or not. `admit` counts the call and returns 0, or returns the ms until one
 * more would be let through.
 */
export interface RateLimits {
  admit(provider: ProviderName, action: string): number;
}

/**
 * Tokens that refill steadily, at most one second's worth (at least one). Refused calls take none.
 * A clock that went back refills nothing.
 */
export function limitRates(rows: readonly CallLimit[], now: () => number): RateLimits {
  const buckets = rows.map((row) => ({ row, tokens: Math.max(1, row.perSecond), at: now() }));
  return {
    admit(provider, action) {
      const bucket = buckets.find(({ row }) => row.provider === provider && row.action === action);
      if (bucket === undefined) return 0;
      const { perSecond } = bucket.row;
      const at = Math.max(bucket.at, now());
      bucket.tokens = Math.min(Math.max(1, perSecond), bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
      bucket.at = at;
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
