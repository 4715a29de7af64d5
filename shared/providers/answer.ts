import type { Failure } from '../domain/failure.ts';
import type { HttpAnswer, HttpRequest } from '../http/transport.ts';
import { ProviderFailure } from './provider.ts';

/** The most characters of a provider's sentence that reach logs, notices and dead letters. */
const longestMessage = 300;
/** An error in XML is far shorter; a longer text is none. */
const longestError = 10_000;
/**
 * A shorter header value is not a key or token. Blanking it would garble every text that happens
 * to contain it.
 */
const shortestSecret = 16;

/**
 * An answer that is JSON, of any status. Signatures and tokens of the request are blanked in
 * `body`.
 */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The answer to `request` as JSON. Throws a ProviderFailure when the answer is not JSON. */
export function jsonAnswer(answer: HttpAnswer, request: HttpRequest): JsonAnswer {
  const { status, headers, body } = answer;
  const proofs = proofsIn(request);
  try {
    return {
      status,
      body: JSON.parse(body, (_, value: unknown) => (typeof value === 'string' ? blank(value, proofs) : value)),
    };
  } catch {
    const error = errorInXml(blank(body, proofs));
    if (error !== null) return { status, body: error };
    const type = readable(headers['content-type'] ?? 'no content type');
    throw (
      blockedBy(answer) ?? unreadable(readable(`HTTP ${status}, ${body.length} characters that are not JSON (${type})`), status)
    );
  }
}

/**
 * An answer that the provider does not document. The outcome is unknown, except with status 429:
 * then nothing was done.
 */
export function unreadable(message: string, status?: number): ProviderFailure {
  const kind = status === 429 ? 'throttled' : 'outcomeUnknown';
  return new ProviderFailure({ kind, code: 'Reveille.Unreadable', message, requestId: null });
}

/** A failure in the provider's own words, made {@link readable}. */
export function failureOf(kind: Failure['kind'], code: string, message: string, requestId: string | null): Failure {
  return {
    kind,
    code: readable(code) || '(no code)',
    message: readable(message) || '(no message)',
    requestId: requestId === null ? null : readable(requestId),
  };
}

/**
 * A provider's text on one line, cut to a readable length in UTF-16 units, never within a pair of
 * surrogates. Characters that SQS refuses are gone, and so are lone halves of a surrogate pair,
 * which a URL cannot carry.
 */
export function readable(text: string, longest = longestMessage): string {
  return text
    .replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '')
    .toWellFormed();
}

/** The failure of a call, or null when it succeeds. Rethrows any error but a ProviderFailure. */
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
 * What proves the sender of a request: its Authorization header, the signature in that header, a
 * session token. When Alibaba refuses a signature, it quotes the signed headers, and the token is
 * among them.
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
 * An error of Alibaba's gateway in XML, as the same fields in an object; null for any other text.
 */
function errorInXml(text: string): object | null {
  const error = /^\s*(?:<\?xml[^>]*>\s*)?<Error(?:\s[^>]*)?>(.*)<\/Error>\s*$/s.exec(text.slice(0, longestError))?.[1];
  if (error === undefined) return null;
  const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(error)?.[1]?.replace(/&(\w+);/g, plainCharacter);
  const AccessDeniedDetail = { AuthAction: field('AuthAction') };
  return { RequestId: field('RequestId'), Code: field('Code'), Message: field('Message'), AccessDeniedDetail };
}

// What XML writes for the characters that it gives a meaning.
const entities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

function plainCharacter(written: string, name: string): string {
  return entities.get(name) ?? written;
}

/**
 * The failure of a request that something in front of the provider has blocked. Asking again from
 * the same place changes nothing, so the failure is final for the account. Null for any other
 * answer. Only for answers that are not JSON: where the provider itself answers, its own words
 * win.
 */
function blockedBy({ status, headers }: HttpAnswer): ProviderFailure | null {
  const reason = reasonOf(status, headers);
  return reason === null ? null : new ProviderFailure({ kind: 'account', requestId: null, ...reason });
}

function reasonOf(status: number, headers: HttpAnswer['headers']): { readonly code: string; readonly message: string } | null {
  // Cloudflare marks a page that asks for a person at a browser (Cloudflare docs, "Detect a
  // challenge page response").
  if (headers['cf-mitigated'] === 'challenge') {
    return {
      code: 'Reveille.Challenged',
      message: `HTTP ${status}: bot protection in front of the provider asks for a browser; allow the address that these calls come from`,
    };
  }
  // RFC 7725: a legal demand forbids the answer. Nothing was carried out.
  if (status === 451) {
    return { code: 'Reveille.Blocked', message: 'HTTP 451: calls from this network are refused for legal reasons' };
  }
  return null;
}
