import type { Failure } from '../domain/failure.ts';
import { type HttpAnswer, type HttpRequest, NoAnswer, type Transport } from '../http/transport.ts';
import { ProviderFailure } from './provider.ts';

/** A provider's sentence is for people; this much of it reaches logs, alerts and dead letters. */
const longestMessage = 300;

/** Sends the request. No answer becomes a ProviderFailure: nothing was done when it never left, otherwise the outcome is unknown. */
export async function exchange(send: Transport, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    return await send(request, signal);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const kind = error.sent ? 'outcomeUnknown' : 'transient';
    const code = error.sent ? 'Reveille.NoAnswer' : 'Reveille.Unreachable';
    throw new ProviderFailure({ kind, code, message: error.message, requestId: null }, { cause: error });
  }
}

/** The body as JSON, whatever the status; a failure of kind `outcomeUnknown` when it is none (a proxy's page, a cut-off answer). */
export function parseJson(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch {
    const type = answer.headers['content-type'] ?? 'no content type';
    throw unreadable(`HTTP ${answer.status} with ${type}, ${answer.body.length} characters that are not JSON`);
  }
}

/** An answer that is not what the provider documents: nobody knows what was done. */
export function unreadable(message: string): ProviderFailure {
  return new ProviderFailure({ kind: 'outcomeUnknown', code: 'Reveille.Unreadable', message, requestId: null });
}

/** A failure with the provider's own words, cut to a readable length. */
export function failureOf(kind: Failure['kind'], code: string, message: string, requestId: string | null): Failure {
  return { kind, code, message: message.trim().slice(0, longestMessage) || '(no message)', requestId };
}
