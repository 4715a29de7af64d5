import type { Transport } from '../../shared/http/transport.ts';

/** A service that waits for pings answers at once; else it gets the next one in an hour. */
const pingMs = 5_000;

/**
 * Sends a GET to an address outside AWS, which raises the alarm when none comes any more. It
 * follows no redirect.
 * @throws Error, which names the host and never the path, for an answer that is no success: the
 * path is often the only secret of such an address
 */
export function pinger(address: string, send: Transport): () => Promise<void> {
  const { origin, host, pathname, search } = new URL(address);
  return async () => {
    const request = { origin, path: `${pathname}${search}`, method: 'GET', headers: { host }, body: '' } as const;
    const { status } = await send(request, AbortSignal.timeout(pingMs));
    if (status < 200 || status > 299) throw new Error(`${host} answered the heartbeat with ${status}`);
  };
}
