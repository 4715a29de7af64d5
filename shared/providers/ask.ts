import { type Failure, policyOf } from '../domain/failure.ts';
import { type HttpAnswer, type HttpRequest, NoAnswer, type Transport } from '../http/transport.ts';
import { type JsonAnswer, jsonAnswer } from './answer.ts';
import type { Pace } from './pace.ts';
import { type CountCall, ProviderFailure } from './provider.ts';

/** What every request needs from outside. `now` in epoch milliseconds. */
export interface Sender {
  readonly send: Transport;
  readonly pace: Pace;
  readonly count: CountCall;
  readonly now: () => number;
}

/** One question to a provider. `action` is what it is counted and paced as; `signal` ends it. */
export interface Question<T> {
  readonly account: string;
  readonly action: string;
  readonly signal: AbortSignal;
  /** The request as it is signed at `now` (epoch milliseconds), with a nonce of its own. */
  sign(now: number): HttpRequest;
  /** The answer's meaning. Throws a ProviderFailure for a refusal or an answer that is not documented. */
  read(answer: JsonAnswer): T;
}

/**
 * Asks once. A request that is refused for its time is signed once more by the clock of that answer, and a second refusal stands.
 * Throws a ProviderFailure, with the wait that the provider asked for.
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
 * The only place from which a request leaves: at its account's pace, then counted, then signed and sent once. No usable answer becomes a
 * ProviderFailure: nothing was done when it never left this machine, the outcome is unknown when it did and nothing came back.
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
    return asked === undefined ? error : new ProviderFailure({ ...error.failure, retryAfterMs: asked });
  }
}

function outOfTime(action: string): ProviderFailure {
  const message = `no time was left to send ${action}`;
  return new ProviderFailure({ kind: 'transient', code: 'Reveille.OutOfTime', message, requestId: null, unsent: true });
}

type Headers = HttpAnswer['headers'];

/** The clock of a function is never off by more: a `Date` further away is a broken server's, and nothing is signed for that time. */
const mostSkewMs = 24 * 3_600_000;

/** The server's clock by its `Date` header, in epoch milliseconds; null when there is none or it is over a day from `now`. */
export function serverTime({ date }: Headers, now: number): number | null {
  const time = Date.parse(date ?? '');
  return Math.abs(time - now) <= mostSkewMs ? time : null;
}

/**
 * How long the provider asks to wait, in milliseconds: Alibaba's `x-acs-retry-after` (milliseconds, as its own SDK reads it), else
 * `Retry-After` (seconds, or an HTTP date on the server's clock; RFC 9110, 10.2.3). Undefined when it says nothing that can be read.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const own = headers['x-acs-retry-after'] ?? '';
  if (/^\d+$/.test(own)) return Number(own);
  const standard = headers['retry-after'] ?? '';
  if (/^\d+$/.test(standard)) return Number(standard) * 1000;
  const until = Date.parse(standard);
  return Number.isNaN(until) ? undefined : Math.max(0, until - (serverTime(headers, now) ?? now));
}
