import type { Failure } from '../domain/failure.ts';
import type { HttpAnswer, HttpRequest } from '../http/transport.ts';
import { blockedBy } from './blocked.ts';
import { ProviderFailure } from './provider.ts';

/** A provider's sentence is for people; this much of it reaches logs, alerts and dead letters. */
const longestMessage = 300;
/** Shorter header values are no keys or tokens, and blanking them would garble whatever contains them. */
const shortestSecret = 16;

/** An answer that is JSON, whatever its status. Nothing in `body` repeats what the request proved itself with. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The answer to `request` as JSON. Throws a ProviderFailure when it is none. */
export function jsonAnswer(answer: HttpAnswer, request: HttpRequest): JsonAnswer {
  const { status, headers, body } = answer;
  const proofs = proofsIn(request);
  try {
    return {
      status,
      body: JSON.parse(body, (_, value: unknown) => (typeof value === 'string' ? blank(value, proofs) : value)),
    };
  } catch {
    const type = readable(headers['content-type'] ?? 'no content type');
    throw (
      blockedBy(answer) ?? unreadable(readable(`HTTP ${status}, ${body.length} characters that are not JSON (${type})`), status)
    );
  }
}

/** An answer that is not what the provider documents: nobody knows what was done, unless the status says that it was too early. */
export function unreadable(message: string, status?: number): ProviderFailure {
  const kind = status === 429 ? 'throttled' : 'outcomeUnknown';
  return new ProviderFailure({ kind, code: 'Reveille.Unreadable', message, requestId: null });
}

/** A failure with the provider's own words, made {@link readable}. */
export function failureOf(kind: Failure['kind'], code: string, message: string, requestId: string | null): Failure {
  return {
    kind,
    code: readable(code) || '(no code)',
    message: readable(message) || '(no message)',
    requestId: requestId === null ? null : readable(requestId),
  };
}

/** A provider's text on one line, cut to a readable length, of characters that SQS takes and a URL can carry: no half of a pair. */
export function readable(text: string): string {
  return text
    .replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ')
    .trim()
    .slice(0, longestMessage)
    .toWellFormed();
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
