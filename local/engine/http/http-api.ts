import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { WorkSource } from '../driver.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { Access } from '../iam/access.ts';
import type { FunctionFleet } from '../lambda/function-fleet.ts';
import { type InvocationOutcome, throttled } from '../lambda/invocation.ts';
import { freshTrace, traceOf } from '../lambda/lineage.ts';
import { localArn, locality } from '../locality.ts';
import { accessLogLine } from './access-log.ts';
import type { ApiDefinition, ApiRoute, ApiStage } from './api-definition.ts';
import { type HttpAnswer, type HttpRequest, type ReceivedRequest, received, refusal, tooLarge } from './http-message.ts';
import { proxyAnswer } from './proxy-answer.ts';
import { apiDomain, proxyEvent, requestTime, sourceIp } from './proxy-event.ts';
import { findRoute, type RouteMatch } from './route-table.ts';
import { TokenBucket } from './token-bucket.ts';

/** What an HTTP API needs from the engine. */
export interface HttpApiParts {
  readonly fleet: FunctionFleet;
  readonly access: Access;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
  /** Called when an invocation is over. */
  readonly wake: () => void;
  /** Takes a line of the access log. */
  readonly log: (line: string) => void;
}

// For an event and for an answer (Lambda developer guide, "Lambda quotas": synchronous invocation).
const mostPayloadBytes = 6 * 1024 * 1024;

/**
 * An HTTP API that hands requests to functions. It answers whether or not the driver runs, and
 * while a function works for it the driver jumps over no time.
 */
export class HttpApi implements WorkSource {
  readonly #api: ApiDefinition;
  readonly #parts: HttpApiParts;
  /** By the name of the stage. */
  readonly #buckets: ReadonlyMap<string, TokenBucket>;
  #running = 0;

  constructor(api: ApiDefinition, parts: HttpApiParts) {
    this.#api = api;
    this.#parts = parts;
    this.#buckets = new Map(
      api.stages.flatMap(({ name, throttle }) => (throttle === null ? [] : [[name, new TokenBucket(throttle, parts.now())]])),
    );
  }

  running(): number {
    return this.#running;
  }

  async startDue(): Promise<void> {}

  async nextInstant(): Promise<null> {
    return null;
  }

  /** Answers a request; every refusal is an answer too. */
  async request(given: HttpRequest): Promise<HttpAnswer> {
    const request = received(given);
    const refused = tooLarge(request);
    if (refused !== null) return refused;
    const [, first = ''] = request.path.split('/');
    const stage = this.#stage(first) ?? this.#stage('$default');
    if (stage === undefined) return refusal(404, 'Not Found');
    return this.#atStage(request, stage);
  }

  #stage(wanted: string): ApiStage | undefined {
    return this.#api.stages.find(({ name }) => name === wanted);
  }

  async #atStage(request: ReceivedRequest, stage: ApiStage): Promise<HttpAnswer> {
    const at = this.#parts.now();
    // 16 characters of base64, as API Gateway's are.
    const requestId = randomBytes(11).toString('base64');
    let match: RouteMatch<ApiRoute> | null = null;
    let answer: HttpAnswer;
    try {
      const path = stage.name === '$default' ? request.path : request.path.slice(stage.name.length + 1);
      match = findRoute(this.#api.routes, request.method, path);
      answer = await this.#routed(request, stage, match, { requestId, at });
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      answer = refusal(400, 'Bad Request');
    }
    const routeKey = match?.route.key ?? null;
    if (stage.logFormat !== null)
      this.#parts.log(accessLogLine(stage.logFormat, this.#values(request, answer, { stage, routeKey, requestId, at })));
    this.#parts.report({ kind: 'answered', routeKey, status: answer.status, at: this.#parts.now() });
    return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } };
  }

  async #routed(
    request: ReceivedRequest,
    { name: stage }: ApiStage,
    match: RouteMatch<ApiRoute> | null,
    { requestId, at }: { readonly requestId: string; readonly at: number },
  ): Promise<HttpAnswer> {
    if (match === null) return refusal(404, 'Not Found');
    if (this.#buckets.get(stage)?.take(at) === false) return refusal(429, 'Too Many Requests');
    const { route, parameters } = match;
    const event = proxyEvent(request, { apiId: this.#api.apiId, stage, routeKey: route.key, parameters, requestId, at });
    if (Buffer.byteLength(JSON.stringify(event)) > mostPayloadBytes) return refusal(413, 'Request Entity Too Large');
    if (!this.#mayInvoke(route, stage, request.method)) return refusal(500, 'Internal Server Error');
    const outcome = await this.#inTime(route, this.#invoke(route, event));
    if (outcome === null || outcome === throttled) return refusal(503, 'Service Unavailable');
    if (!outcome.ok || Buffer.byteLength(JSON.stringify(outcome.payload) ?? '') > mostPayloadBytes)
      return refusal(500, 'Internal Server Error');
    return proxyAnswer(outcome.payload) ?? refusal(500, 'Internal Server Error');
  }

  #mayInvoke({ key, segments, definition }: ApiRoute, stage: string, method: string): boolean {
    const resource = segments === null ? key : `${method}/${segments.join('/')}`;
    const sourceArn = localArn('execute-api', `${this.#api.apiId}/${stage}/${resource}`);
    const principal = { kind: 'service', service: 'apigateway.amazonaws.com', sourceArn } as const;
    const action = 'lambda:InvokeFunction';
    if (this.#parts.access.decide(principal, action, definition.arn).allowed) return true;
    this.#parts.report({
      kind: 'refused',
      principal: principal.service,
      action,
      resource: definition.arn,
      at: this.#parts.now(),
    });
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

  #values(
    { method, path, headers }: ReceivedRequest,
    { status, body }: HttpAnswer,
    { stage, routeKey, requestId, at }: { stage: ApiStage; routeKey: string | null; requestId: string; at: number },
  ): Record<string, string | number | undefined> {
    const { apiId } = this.#api;
    return {
      accountId: locality.accountId,
      apiId,
      domainName: apiDomain(apiId),
      domainPrefix: apiId,
      extendedRequestId: requestId,
      httpMethod: method,
      'identity.sourceIp': sourceIp,
      'identity.userAgent': headers['user-agent'],
      path,
      protocol: 'HTTP/1.1',
      requestId,
      requestTime: requestTime(at),
      requestTimeEpoch: Math.floor(at / 1000),
      responseLatency: this.#parts.now() - at,
      responseLength: Buffer.byteLength(body),
      routeKey: routeKey ?? undefined,
      stage: stage.name,
      status,
    };
  }
}
