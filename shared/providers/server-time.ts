import type { HttpAnswer } from '../http/transport.ts';

type Headers = HttpAnswer['headers'];

/** The clock of a function is never off by more: a `Date` further away is a broken server's, and nothing is signed for that time. */
const mostSkewMs = 24 * 3_600_000;

/** The server's clock by its `Date` header, in epoch milliseconds; null when there is none or it is over a day from `now`. */
export function serverTime({ date }: Headers, now: number): number | null {
  const time = Date.parse(date ?? '');
  return Math.abs(time - now) <= mostSkewMs ? time : null;
}

/**
 * How long the provider asks to wait, in milliseconds: Alibaba's `x-acs-retry-after` (milliseconds, as its own SDK reads it), else
 * `Retry-After` (seconds, or an HTTP date on the server's clock; RFC 9110, 10.2.3). Undefined when it says nothing that can be read.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const own = headers['x-acs-retry-after'] ?? '';
  if (/^\d+$/.test(own)) return Number(own);
  const standard = headers['retry-after'] ?? '';
  if (/^\d+$/.test(standard)) return Number(standard) * 1000;
  const until = Date.parse(standard);
  return Number.isNaN(until) ? undefined : Math.max(0, until - (serverTime(headers, now) ?? now));
}
