import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { WorkSource } from '../driver.ts';
import { locality } from '../locality.ts';
import { accessLogLine } from './access-log.ts';
import type { ApiDefinition, ApiRoute, ApiStage } from './api-definition.ts';
import { FunctionIntegration, type IntegrationParts } from './function-integration.ts';
import { type HttpAnswer, type HttpRequest, type ReceivedRequest, received, refusal, tooLarge } from './http-message.ts';
import { apiDomain, proxyEvent, requestTime, sourceIp } from './proxy-event.ts';
import { findRoute, type RouteMatch } from './route-table.ts';
import { TokenBucket } from './token-bucket.ts';

/** What an HTTP API needs from the engine. */
export interface HttpApiParts extends IntegrationParts {
  /** Takes a line of the access log. */
  readonly log: (line: string) => void;
}

/**
 * An HTTP API that hands requests to functions. It answers whether or not the driver runs, and
 * while a function works for it the driver jumps over no time.
 */
export class HttpApi implements WorkSource {
  readonly #api: ApiDefinition;
  readonly #parts: HttpApiParts;
  /** By the name of the stage. */
  readonly #buckets: ReadonlyMap<string, TokenBucket>;
  readonly #integration: FunctionIntegration;

  constructor(api: ApiDefinition, parts: HttpApiParts) {
    this.#api = api;
    this.#parts = parts;
    this.#integration = new FunctionIntegration(api.apiId, parts);
    this.#buckets = new Map(
      api.stages.flatMap(({ name, throttle }) => (throttle === null ? [] : [[name, new TokenBucket(throttle, parts.now())]])),
    );
  }

  running(): number {
    return this.#integration.running();
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
    this.#parts.report({ kind: 'answered', apiId: this.#api.apiId, routeKey, status: answer.status, at: this.#parts.now() });
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
    return this.#integration.answer(route, stage, request.method, event);
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
