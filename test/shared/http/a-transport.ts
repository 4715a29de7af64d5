import { onTestFinished } from 'vitest';
import { type HttpRequest, nodeTransport } from '../../../shared/http/transport.ts';

/** The real transport, closed when the test is over. */
export function aTransport() {
  const transport = nodeTransport();
  onTestFinished(() => transport.close());
  return transport;
}

/** A request to that origin with a query, a header and a body of its own. */
export function aRequest(origin: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    origin,
    path: '/a?b=c',
    method: 'POST',
    headers: { host: new URL(origin).host, 'x-own': 'value' },
    body: 'ü',
    ...changes,
  };
}
