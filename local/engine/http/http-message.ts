import { Buffer } from 'node:buffer';
import { validateHeaderName, validateHeaderValue } from 'node:http';

/** A request to the HTTP API: `path` as sent, percent-encoded and with the query, if any. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The answer of the HTTP API. Header names are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request with its parts told apart. */
export interface ReceivedRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: string;
  /** Lower-case names; what came twice is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Takes a request apart.
 * @throws TypeError for a header that no client can send: AWS never sees such a request
 */
export function received({ method, path: target, headers: given, body }: HttpRequest): ReceivedRequest {
  const [path = '', ...query] = target.split('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    const lower = name.toLowerCase();
    headers[lower] = headers[lower] === undefined ? value : `${headers[lower]},${value}`;
  }
  return { method: method.toUpperCase(), path, query: query.join('?'), headers, body: Buffer.from(body) };
}

// 10 MB, and 10,240 bytes of request line and header values (API Gateway developer guide, "Quotas
// for configuring and running an HTTP API").
const mostBodyBytes = 10 * 1024 * 1024;
const mostHeadBytes = 10_240;

/** The refusal of a request that is larger than API Gateway takes; null for one that is not. */
export function tooLarge({ method, path, query, headers, body }: ReceivedRequest): HttpAnswer | null {
  const line = `${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1`;
  const head = Buffer.byteLength([line, ...Object.values(headers)].join(''));
  if (head > mostHeadBytes) return refusal(431, 'Request Header Fields Too Large');
  return body.byteLength > mostBodyBytes ? refusal(413, 'Request Entity Too Large') : null;
}

/** An answer of API Gateway itself: `{"message":"…"}`. */
export function refusal(status: number, message: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}
