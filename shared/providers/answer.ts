import type { Failure } from '../domain/failure.ts';
import type { HttpAnswer, HttpRequest } from '../http/transport.ts';
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

/**
 * What stands between Reveille and a provider and lets nothing of this account through: asking again from the same place changes
 * nothing, so it is final for the account. Null for any other answer. Ask only about answers that are not JSON: the provider's own words win.
 */
function blockedBy({ status, headers }: HttpAnswer): ProviderFailure | null {
  const reason = reasonOf(status, headers);
  return reason === null ? null : new ProviderFailure({ kind: 'account', requestId: null, ...reason });
}

function reasonOf(status: number, headers: HttpAnswer['headers']): { readonly code: string; readonly message: string } | null {
  // Cloudflare marks the pages that want a person at a browser so (Cloudflare docs, "Detect a challenge page response").
  if (headers['cf-mitigated'] === 'challenge') {
    return {
      code: 'Reveille.Challenged',
      message: `HTTP ${status}: bot protection in front of the provider wants a browser; the address these calls come from must be allowed`,
    };
  }
  // RFC 7725: a legal demand forbids the answer. Nothing was carried out.
  if (status === 451) {
    return { code: 'Reveille.Blocked', message: 'HTTP 451: calls from this network are refused for legal reasons' };
  }
  return null;
}
