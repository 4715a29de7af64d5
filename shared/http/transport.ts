import { Pool } from 'undici';

/**
 * A request to a provider. `path` includes the query. Header names are in lower case; `host` is
 * among them, as it was signed.
 */
export interface HttpRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A whole answer of any status, with the body as UTF-8 text and header names in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Sends one request once: no retry, no redirect. Throws {@link NoAnswer}. */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/**
 * There is no usable answer. `sent` is false only when the request certainly never left this
 * machine.
 */
export class NoAnswer extends Error {
  readonly sent: boolean;
  constructor(message: string, sent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoAnswer';
    this.sent = sent;
  }
}

/**
 * A page of 100 instances with every field is under 1 MB, so an answer longer than this is not one
 * of these APIs.
 */
const mostBytes = 8 * 1024 * 1024;
const connectTimeoutMs = 5_000;
const connectionsPerOrigin = 4;

/**
 * Error codes of Node and undici that mean nothing was sent, so that the request was not carried
 * out.
 */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // A header that HTTP cannot carry, such as a key with a line break inside.
  'UND_ERR_INVALID_ARG',
]);

/**
 * A transport with one connection pool per origin, kept for the life of the function's
 * environment.
 */
export function undiciTransport(): { readonly send: Transport; close(): Promise<void> } {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    const known = pools.get(origin);
    if (known) return known;
    const pool = new Pool(origin, { connections: connectionsPerOrigin, connect: { timeout: connectTimeoutMs } });
    pools.set(origin, pool);
    return pool;
  };
  return {
    send: (request, signal) => exchange(poolOf(request.origin), request, signal),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

async function exchange(
  pool: Pool,
  { path, method, headers, body, origin }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  try {
    const answer = await pool.request({ path, method, headers, body, signal });
    return { status: answer.statusCode, headers: flatten(answer.headers), body: await readAtMost(answer.body, mostBytes) };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    const { host } = new URL(origin);
    if (signal.aborted) throw new NoAnswer(`${host} did not answer in time`, true, { cause: error });
    throw new NoAnswer(`${host}: ${messageOf(error)}`, !isNeverSent(error), { cause: error });
  }
}

async function readAtMost(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new NoAnswer(`the answer is longer than ${limit} bytes`, true);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
}

/**
 * What Node says of a certificate that it does not accept (Node's documentation of TLS, "X509
 * certificate error codes", and of errors, ERR_TLS_CERT_ALTNAME_INVALID). The handshake ended
 * there, so no request was sent.
 */
const untrusted =
  /^(CERT_\w+|CRL_\w+|UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERROR_IN_CERT_\w+|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID)$/;

function isNeverSent(error: unknown): boolean {
  const code = codeOf(error);
  return neverSent.has(code) || untrusted.test(code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

// When a name has several addresses, a refused connection is an AggregateError without a message
// of its own.
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
