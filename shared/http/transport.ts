import { once } from 'node:events';
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

/**
 * A request to a provider, or a ping. `path` includes the query. Header names are in lower case; `host` is
 * among them, as it was signed.
 */
export interface HttpRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: 'POST' | 'GET';
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
const idleMs = 4_000;
const notConnected = 'REVEILLE_NOT_CONNECTED';

/**
 * Error codes of Node, and one of ours, that mean nothing was sent, so that the request was not
 * carried out.
 */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  notConnected,
  // A header that HTTP cannot carry, such as a key with a line break inside.
  'ERR_INVALID_CHAR',
]);

/**
 * A transport that keeps connections open for the life of the function's environment, at most
 * {@link connectionsPerOrigin} to each origin.
 */
export function nodeTransport(): { readonly send: Transport; close(): void } {
  // An idle connection is closed here before servers close it, because a request on a connection
  // that is just being closed has no answer.
  const kept = { keepAlive: true, maxSockets: connectionsPerOrigin, timeout: idleMs };
  const [plain, secure] = [new HttpAgent(kept), new HttpsAgent(kept)];
  return {
    send: (request, signal) => exchange(request, signal, { plain, secure }),
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}

interface Agents {
  readonly plain: HttpAgent;
  readonly secure: HttpsAgent;
}

async function exchange(request: HttpRequest, signal: AbortSignal, agents: Agents): Promise<HttpAnswer> {
  try {
    const answer = await answerTo(request, signal, agents);
    return { status: answer.statusCode ?? 0, headers: flatten(answer.headers), body: await readAtMost(answer, mostBytes) };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    const { host } = new URL(request.origin);
    if (signal.aborted) throw new NoAnswer(`${host} did not answer in time`, true, { cause: error });
    throw new NoAnswer(`${host}: ${messageOf(error)}`, !isNeverSent(error), { cause: error });
  }
}

/** The head of the answer; its body is still to come. */
async function answerTo(
  { origin, path, method, headers, body }: HttpRequest,
  signal: AbortSignal,
  { plain, secure }: Agents,
): Promise<IncomingMessage> {
  const { protocol, hostname, port } = new URL(origin);
  const isSecure = protocol === 'https:';
  const options = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    path,
    method,
    headers,
    signal,
  };
  const asked = isSecure ? httpsRequest({ ...options, agent: secure }) : httpRequest({ ...options, agent: plain });
  asked.on('socket', (socket) => limitConnect(asked, socket, isSecure ? 'secureConnect' : 'connect'));
  const [answer] = await Promise.all([once(asked, 'response'), asked.end(body)]);
  return answer[0] as IncomingMessage;
}

function limitConnect(asked: ClientRequest, socket: Socket, connected: 'connect' | 'secureConnect'): void {
  if (asked.reusedSocket) return;
  const late = Object.assign(new Error(`not connected within ${connectTimeoutMs / 1_000} s`), { code: notConnected });
  const timer = setTimeout(() => asked.destroy(late), connectTimeoutMs);
  socket.once(connected, () => clearTimeout(timer));
  asked.once('close', () => clearTimeout(timer));
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
