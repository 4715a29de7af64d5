import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { PlannedFault } from './cloud-state.ts';
import type { Faults } from './faults.ts';
import type { RateLimits } from './rate-limits.ts';
import { type ReceivedRequest, receiveRequest } from './received-request.ts';
import type { Answer, CallSubject, StandIn } from './stand-in.ts';

/**
 * One request that reached a stand-in, also a refused one. `at` is epoch ms; `code` is the error
 * code in the answer, or null.
 */
export interface RecordedCall extends CallSubject {
  readonly provider: ProviderName;
  readonly at: number;
  readonly code: string | null;
}

/** What one provider's front door needs. */
export interface FrontDoorParts {
  readonly provider: ProviderName;
  readonly standIn: StandIn;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly now: () => number;
  /** The provider's own clock, which may be wrong. */
  readonly ownClock: () => number;
  readonly nextRequestId: () => string;
  readonly record: (call: RecordedCall) => void;
  /**
   * Runs after the call took effect and before the answer is written, also when no answer will be
   * written.
   */
  readonly beforeAnswer: (call: RecordedCall) => void | Promise<void>;
}

const jsonHeaders = { 'content-type': 'application/json' };

type Reply = Answer | 'reset' | 'hang' | 'trickle';

/**
 * Serves one provider's HTTP requests: read, decide, record, then answer. Nothing is awaited
 * between the last byte of a request and its record, so calls are recorded in the order in which
 * they took effect.
 */
export function frontDoor(parts: FrontDoorParts): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (message, response) => {
    const request = await receiveRequest(message).catch(() => null);
    // The peer left before the end of its request: nothing was asked, and there is nobody to
    // answer.
    if (request === null) return;
    const subject = parts.standIn.identify(request);
    const { reply, code } = decide(parts, request, subject);
    const call = { provider: parts.provider, ...subject, at: parts.now(), code };
    parts.record(call);
    await parts.beforeAnswer(call);
    if (reply === 'reset') message.socket.resetAndDestroy();
    else if (reply === 'trickle') trickle(response);
    else if (reply !== 'hang') write(response, reply, parts.ownClock());
  };
}

function decide(parts: FrontDoorParts, request: ReceivedRequest, subject: CallSubject): { reply: Reply; code: string | null } {
  const { provider, standIn, faults, limits } = parts;
  const requestId = parts.nextRequestId();
  const fault = faults.take(provider, subject);
  if (fault !== null) return meet(fault, standIn, request, requestId);
  const waitMs = limits.admit(provider, subject.action);
  const answer = waitMs > 0 ? standIn.throttle(waitMs, request, requestId) : standIn.handle(request, requestId);
  return { reply: answer, code: answer.code };
}

function meet(fault: PlannedFault['fault'], standIn: StandIn, request: ReceivedRequest, requestId: string) {
  switch (fault.kind) {
    case 'error':
      return { reply: standIn.refuse(fault, request, requestId), code: fault.code };
    case 'html':
      return { reply: { ...fault, headers: { 'content-type': 'text/html', ...fault.headers }, code: null }, code: null };
    case 'huge':
      return { reply: { status: 200, headers: jsonHeaders, body: ' '.repeat(fault.bytes), code: null }, code: null };
    case 'raw':
      return { reply: { ...fault, headers: jsonHeaders, code: null }, code: null };
    case 'reset':
      return { reply: 'reset' as const, code: fault.when === 'after' ? standIn.handle(request, requestId).code : null };
    case 'hang':
    case 'trickle':
      return { reply: fault.kind, code: null };
    default:
      return fault satisfies never;
  }
}

// Slow enough to cost little, fast enough that no client's idle time-out ends the answer.
const trickleMs = 200;

function trickle(response: ServerResponse): void {
  response.writeHead(200, jsonHeaders);
  const timer = setInterval(() => response.write(' '), trickleMs);
  response.once('close', () => clearInterval(timer));
}

function write(response: ServerResponse, { status, headers, body }: Answer, now: number): void {
  // Clients correct their clock by the Date header. Node's own header has the machine's clock, and
  // the cloud's may differ.
  response.sendDate = false;
  response.writeHead(status, { ...headers, date: new Date(now).toUTCString() });
  response.end(body);
}
