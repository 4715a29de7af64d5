import type { Failure } from '../domain/failure.ts';
import { type HttpAnswer, type HttpRequest, NoAnswer, type Transport } from '../http/transport.ts';
import { type CountCall, ProviderFailure } from './provider.ts';

/** A provider's sentence is for people; this much of it reaches logs, alerts and dead letters. */
const longestMessage = 300;
/** Shorter header values are no keys or tokens, and blanking them would garble whatever contains them. */
const shortestSecret = 16;

/** What every request needs from outside. */
export interface Sender {
  readonly send: Transport;
  readonly count: CountCall;
}

/** An answer that is JSON, whatever its status. Nothing in `body` repeats what the request proved itself with. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Counts the request as `action` and sends it once. No usable answer becomes a ProviderFailure: nothing was done when it never left
 * this machine, the outcome is unknown when it did and nothing readable came back.
 */
export async function exchange(
  { send, count }: Sender,
  action: string,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  if (signal.aborted) throw failed('transient', 'Reveille.OutOfTime', `no time was left to send ${action}`);
  count(action);
  const answer = await answerOf(send, request, signal);
  return { status: answer.status, body: parseJson(answer, proofsIn(request)) };
}

/** An answer that is not what the provider documents: nobody knows what was done, unless the status says that it was too early. */
export function unreadable(message: string, status?: number): ProviderFailure {
  return failed(status === 429 ? 'throttled' : 'outcomeUnknown', 'Reveille.Unreadable', message);
}

/** A failure with the provider's own words, made {@link readable}. */
export function failureOf(kind: Failure['kind'], code: string, message: string, requestId: string | null): Failure {
  return { kind, code, message: readable(message) || '(no message)', requestId };
}

/** A provider's text on one line, cut to a readable length. */
export function readable(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestMessage);
}

/** The failure that a call ends with, or null when it ends well. Whatever else is thrown stays thrown. */
export async function failureIn(call: () => Promise<void>): Promise<Failure | null> {
  try {
    await call();
    return null;
  } catch (error) {
    if (error instanceof ProviderFailure) return error.failure;
    throw error;
  }
}

async function answerOf(send: Transport, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    return await send(request, signal);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const [kind, code] = error.sent ? (['outcomeUnknown', 'NoAnswer'] as const) : (['transient', 'Unreachable'] as const);
    throw failed(kind, `Reveille.${code}`, error.message, error);
  }
}

function parseJson({ status, headers, body }: HttpAnswer, proofs: readonly string[]): unknown {
  try {
    return JSON.parse(body, (_, value: unknown) => (typeof value === 'string' ? blank(value, proofs) : value));
  } catch {
    const type = readable(headers['content-type'] ?? 'no content type');
    throw unreadable(readable(`HTTP ${status}, ${body.length} characters that are not JSON (${type})`), status);
  }
}

/**
 * What proves who sends a request: its Authorization header, the signature in it, a session token. Alibaba's refusal of a signature
 * quotes the headers it was computed over, the token among them.
 */
function proofsIn({ headers }: HttpRequest): readonly string[] {
  const values = Object.entries(headers).flatMap(([name, value]) => (/authorization|token/.test(name) ? [value] : []));
  const signatures = values.flatMap((value) => /Signature=(\S+)/.exec(value)?.[1] ?? []);
  return [...values, ...signatures].filter((value) => value.length >= shortestSecret);
}

function blank(text: string, proofs: readonly string[]): string {
  return proofs.reduce((cleaned, proof) => cleaned.replaceAll(proof, '***'), text);
}

function failed(kind: Failure['kind'], code: string, message: string, cause?: Error): ProviderFailure {
  return new ProviderFailure({ kind, code, message, requestId: null }, cause && { cause });
}
