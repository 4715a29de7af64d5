import { Buffer } from 'node:buffer';
import type { EngineEvent } from '../engine-event.ts';
import type { Access } from '../iam/access.ts';
import type { FunctionFleet } from '../lambda/function-fleet.ts';
import { type InvocationOutcome, throttled } from '../lambda/invocation.ts';
import { freshTrace, traceOf } from '../lambda/lineage.ts';
import { localArn } from '../locality.ts';
import type { ApiRoute } from './api-definition.ts';
import { type HttpAnswer, refusal } from './http-message.ts';
import { proxyAnswer } from './proxy-answer.ts';

/** What an integration needs from the engine. */
export interface IntegrationParts {
  readonly fleet: FunctionFleet;
  readonly access: Access;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
  /** Called when an invocation is over. */
  readonly wake: () => void;
}

// For an event and for an answer (Lambda developer guide, "Lambda quotas": synchronous invocation).
const mostPayloadBytes = 6 * 1024 * 1024;

/**
 * Hands events to the functions of an API, as API Gateway, and makes answers of what they return.
 */
export class FunctionIntegration {
  readonly #apiId: string;
  readonly #parts: IntegrationParts;
  #running = 0;

  constructor(apiId: string, parts: IntegrationParts) {
    this.#apiId = apiId;
    this.#parts = parts;
  }

  /** How many functions work for it, also those that it does not wait for any more. */
  running(): number {
    return this.#running;
  }

  /**
   * The answer of a route's function to an event. Every failure of the function is an answer too.
   */
  async answer(route: ApiRoute, stage: string, method: string, event: unknown): Promise<HttpAnswer> {
    if (sizeOf(event) > mostPayloadBytes) return refusal(413, 'Request Entity Too Large');
    if (!this.#mayInvoke(route, stage, method)) return refusal(500, 'Internal Server Error');
    const outcome = await this.#inTime(route, this.#invoke(route, event));
    if (outcome === null || outcome === throttled) return refusal(503, 'Service Unavailable');
    const answer = outcome.ok && sizeOf(outcome.payload) <= mostPayloadBytes ? proxyAnswer(outcome.payload) : null;
    return answer ?? refusal(500, 'Internal Server Error');
  }

  #mayInvoke({ key, segments, definition }: ApiRoute, stage: string, method: string): boolean {
    const resource = segments === null ? key : `${method}/${segments.join('/')}`;
    const sourceArn = localArn('execute-api', `${this.#apiId}/${stage}/${resource}`);
    const principal = { kind: 'service', service: 'apigateway.amazonaws.com', sourceArn } as const;
    const call = { action: 'lambda:InvokeFunction', resource: definition.arn };
    if (this.#parts.access.decide(principal, call.action, call.resource).allowed) return true;
    this.#parts.report({ kind: 'refused', principal: principal.service, ...call, at: this.#parts.now() });
    return false;
  }

  async #invoke({ definition }: ApiRoute, event: unknown): Promise<InvocationOutcome> {
    const { fleet, now, report, wake } = this.#parts;
    const functionName = definition.name;
    const traceHeader = traceOf(definition.arn, [], freshTrace(now())).header;
    this.#running += 1;
    try {
      report({ kind: 'invoked', functionName, records: 1, at: now() });
      const outcome = await fleet.invoke(definition, { event, traceHeader });
      const ending = outcome.ok ? 'ok' : outcome.errorType;
      report({ kind: 'finished', functionName, outcome: ending, failedRecords: 0, at: now() });
      return outcome;
    } finally {
      this.#running -= 1;
      wake();
    }
  }

  // The function goes on when API Gateway has given up, which is null here.
  async #inTime({ timeoutMs }: ApiRoute, invocation: Promise<InvocationOutcome>): Promise<InvocationOutcome | null> {
    const { promise, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), timeoutMs);
    return Promise.race([invocation, promise]).finally(() => clearTimeout(timer));
  }
}

function sizeOf(payload: unknown): number {
  return Buffer.byteLength(JSON.stringify(payload));
}
