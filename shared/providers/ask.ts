import { type Failure, policyOf } from '../domain/failure.ts';
import { type HttpAnswer, type HttpRequest, NoAnswer, type Transport } from '../http/transport.ts';
import type { Pace } from './account-pace.ts';
import { type JsonAnswer, jsonAnswer } from './answer.ts';
import { type CountCall, ProviderFailure } from './provider.ts';

/** What every request needs from outside. `now` in epoch milliseconds. */
export interface Sender {
  readonly send: Transport;
  readonly pace: Pace;
  readonly count: CountCall;
  readonly now: () => number;
}

/**
 * One question to a provider. The request is counted and paced under `action`; `signal` ends it.
 */
export interface Question<T> {
  readonly account: string;
  readonly action: string;
  readonly signal: AbortSignal;
  /** The request, signed at `now` (epoch milliseconds) and with a new nonce. */
  sign(now: number): HttpRequest;
  /**
   * Reads the answer. Throws a ProviderFailure for a refusal, and for an answer that the provider
   * does not document.
   */
  read(answer: JsonAnswer): T;
}

/**
 * Asks once. A request that is refused for its time is signed once more, by the clock of that
 * answer; a second refusal stands. Throws a ProviderFailure, with the wait that the provider asked
 * for.
 */
export async function ask<T>(sender: Sender, question: Question<T>): Promise<T> {
  const first = await exchange(sender, question, sender.now);
  const meaning = understand(first, question, sender.now());
  if (!(meaning instanceof ProviderFailure)) return meaning;
  const time = policyOf(meaning.failure).resign ? serverTime(first.answer.headers, sender.now()) : null;
  if (time === null) throw meaning;
  const second = understand(await exchange(sender, question, () => time), question, sender.now());
  if (second instanceof ProviderFailure) throw second;
  return second;
}

interface Exchange {
  readonly request: HttpRequest;
  readonly answer: HttpAnswer;
}

/**
 * The only place from which a request leaves: paced for its account, then counted, then signed and
 * sent once. Throws a ProviderFailure when there is no usable answer: `transient` when the request
 * never left this machine, `outcomeUnknown` when it did.
 */
async function exchange<T>(
  sender: Sender,
  { account, action, signal, sign }: Question<T>,
  clock: () => number,
): Promise<Exchange> {
  if (!signal.aborted) await sender.pace(account, action, signal);
  if (signal.aborted) throw outOfTime(action);
  sender.count(action);
  const request = sign(clock());
  try {
    return { request, answer: await sender.send(request, signal) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const [kind, code] = error.sent
      ? (['outcomeUnknown', 'Reveille.NoAnswer'] as const)
      : (['transient', 'Reveille.Unreachable'] as const);
    const failure: Failure = { kind, code, message: error.message, requestId: null };
    throw new ProviderFailure(failure, { cause: error });
  }
}

function understand<T>({ request, answer }: Exchange, { read }: Question<T>, now: number): T | ProviderFailure {
  try {
    return read(jsonAnswer(answer, request));
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const asked = retryAfterMs(answer.headers, now);
    if (asked === undefined) return error;
    // Who is asked to come back was not refused for good, whatever the code says.
    const isThrottled = ownWaitMs(answer.headers) !== undefined && policyOf(error.failure).next === 'refuse';
    return new ProviderFailure({ ...error.failure, ...(isThrottled && { kind: 'throttled' }), retryAfterMs: asked });
  }
}

function outOfTime(action: string): ProviderFailure {
  const message = `no time was left to send ${action}`;
  return new ProviderFailure({ kind: 'transient', code: 'Reveille.OutOfTime', message, requestId: null, unsent: true });
}

type Headers = HttpAnswer['headers'];

/**
 * A function's clock is never further off. A `Date` beyond this comes from a broken server, and
 * nothing is signed for it.
 */
const mostSkewMs = 24 * 3_600_000;

/**
 * The server's clock by its `Date` header, in epoch milliseconds. Null without such a header, or
 * when it is over a day off.
 */
export function serverTime({ date }: Headers, now: number): number | null {
  const time = Date.parse(date ?? '');
  return Math.abs(time - now) <= mostSkewMs ? time : null;
}

/**
 * How long the provider asks to wait, in milliseconds. Alibaba's `x-acs-retry-after` comes first,
 * then `Retry-After` (seconds, or an HTTP date on the
 * server's clock; RFC 9110, 10.2.3). Undefined without either.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const own = ownWaitMs(headers);
  if (own !== undefined) return own;
  const standard = headers['retry-after'] ?? '';
  if (/^\d+$/.test(standard)) return Number(standard) * 1000;
  const until = Date.parse(standard);
  return Number.isNaN(until) ? undefined : Math.max(0, until - (serverTime(headers, now) ?? now));
}

/**
 * Alibaba's own hint, in milliseconds as its SDK reads it: a positive number means throttling,
 * whatever the code (its SDKs since July 2026); anything else counts as absent.
 */
function ownWaitMs(headers: Headers): number | undefined {
  const own = headers['x-acs-retry-after'] ?? '';
  return /^\d+$/.test(own) && Number(own) > 0 ? Number(own) : undefined;
}
