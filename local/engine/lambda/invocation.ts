import { randomUUID } from 'node:crypto';
import { clockOffsetHeader, endMark } from '../function-process/engine-protocol.mjs';
import type { VirtualDate } from '../virtual-date.mjs';
import type { FunctionDefinition } from './function-definition.ts';

/**
 * How an invocation ended: with the function's JSON answer, or with an error as Lambda reports it.
 */
export type InvocationOutcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };

/**
 * The outcome of an invocation beyond the concurrency that its function reserves: Lambda refuses it
 * (Lambda developer guide, "Understanding Lambda function scaling").
 */
export const throttled: InvocationOutcome = {
  ok: false,
  errorType: 'TooManyRequestsException',
  errorMessage: 'Rate Exceeded.',
};

/** What a function is invoked with: the event, and the trace header of its chain of requests. */
export interface Invocation {
  readonly event: unknown;
  readonly traceHeader: string;
}

/** The outcome in a body that the runtime posted: a result, or `{errorType, errorMessage}`. */
export function outcomeOf(kind: 'response' | 'error', body: string): InvocationOutcome {
  if (kind === 'response') return { ok: true, payload: JSON.parse(body) };
  const { errorType, errorMessage } = JSON.parse(body) as { errorType?: string; errorMessage?: string };
  return { ok: false, errorType: errorType ?? 'Error', errorMessage: errorMessage ?? '' };
}

/**
 * The outcome of an invocation that ran longer than its function may (Lambda developer guide,
 * "Configure function timeout").
 */
export function timedOut(requestId: string, timeoutMs: number): InvocationOutcome {
  const seconds = (timeoutMs / 1000).toFixed(2);
  return {
    ok: false,
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  };
}

/**
 * The outcome of an invocation whose process ended; `how` is for example `exit status 1` or
 * `signal: killed`.
 */
export function processEnded(requestId: string, how: string): InvocationOutcome {
  return {
    ok: false,
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  };
}

/**
 * One invocation under way. It is over when the process has posted its outcome and both outputs
 * have passed its end mark.
 */
export class RunningInvocation {
  readonly requestId = randomUUID();
  /** The event as JSON text. */
  readonly event: string;
  /** The trace header, which the runtime puts into `_X_AMZN_TRACE_ID`. */
  readonly traceHeader: string;
  /** Hands the outcome to the caller of the invocation. */
  readonly finish: (outcome: InvocationOutcome) => void;
  #outcome: InvocationOutcome | null = null;
  #marks = 0;

  constructor({ event, traceHeader }: Invocation, finish: (outcome: InvocationOutcome) => void) {
    this.event = JSON.stringify(event);
    this.traceHeader = traceHeader;
    this.finish = finish;
  }

  /** What the process has posted; null before it did. */
  get outcome(): InvocationOutcome | null {
    return this.#outcome;
  }

  /** True once the outcome and every line of output have arrived. */
  get complete(): boolean {
    return this.#outcome !== null && this.#marks === 2;
  }

  /** Takes note of a posted outcome, if it is this invocation's. */
  posted(requestId: string, outcome: InvocationOutcome): void {
    if (requestId === this.requestId) this.#outcome = outcome;
  }

  /** Takes note of a mark in one of the outputs, if it is this invocation's. */
  marked(mark: string): void {
    if (mark === endMark(this.requestId)) this.#marks += 1;
  }
}

/** The headers with which the Runtime API hands out an invocation (Lambda developer guide). */
export function invocationHeaders(
  { requestId, traceHeader }: RunningInvocation,
  { arn, timeoutMs }: FunctionDefinition,
  clock: VirtualDate,
): Record<string, string> {
  return {
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': String(clock.now() + timeoutMs),
    'lambda-runtime-invoked-function-arn': arn,
    'lambda-runtime-trace-id': traceHeader,
    [clockOffsetHeader]: String(clock.offset()),
  };
}
