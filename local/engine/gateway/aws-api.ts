import type { EngineEvent } from '../engine-event.ts';
import { type Access, type Principal, principalName } from '../iam/access.ts';
import type { CallableName } from '../services/services.ts';
import type { Operation, Service, WireReply } from './service.ts';
import { ServiceError } from './service-error.ts';

/**
 * One call of an AWS API, by a function or by a part of the engine; `at` in milliseconds of the
 * engine's clock.
 */
export interface GatewayCall {
  readonly service: CallableName;
  readonly action: string;
  /** The role's ARN or the service's name. */
  readonly principal: string;
  readonly at: number;
}

/**
 * Interferes with calls of an AWS API: a test can make a call fail, or kill its caller, at a
 * chosen point. The operation carries the input of the call.
 */
export interface CallMeddler {
  /**
   * Called before a call takes effect. A ServiceError thrown here is the answer of the call, which
   * then has no effect.
   */
  beforeEffect?(call: GatewayCall, operation: Operation): void;
  /** Called when a call was performed or refused, before its caller gets the answer. */
  beforeAnswer?(call: GatewayCall, operation: Operation): void;
}

/** What the API needs from the engine. */
export interface AwsApiParts {
  readonly services: Readonly<Record<CallableName, Service>>;
  readonly access: Access;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
  readonly meddler: CallMeddler;
  /** Called after every call, allowed or not: something may have become due. */
  readonly wake: () => void;
}

/**
 * The only way to the services, for functions over HTTP and for the engine's own parts: each call
 * is recorded, decided and performed.
 */
export class AwsApi {
  readonly calls: GatewayCall[] = [];
  readonly #parts: AwsApiParts;

  constructor(parts: AwsApiParts) {
    this.#parts = parts;
  }

  /** True for the credential scope of a service that can be called. */
  knows(scope: string): scope is CallableName {
    return Object.hasOwn(this.#parts.services, scope);
  }

  /** The service with that name. */
  service(name: CallableName): Service {
    return this.#parts.services[name];
  }

  /**
   * Performs a call and returns the answer as it goes over the wire; a refusal is an answer too.
   */
  async answer(principal: Principal, name: CallableName, operation: Operation): Promise<WireReply> {
    const call = { service: name, action: operation.action, principal: principalName(principal), at: this.#parts.now() };
    this.calls.push(call);
    const service = this.#parts.services[name];
    let reply: WireReply;
    try {
      this.#authorize(principal, service, operation);
      this.#parts.meddler.beforeEffect?.(call, operation);
      reply = await service.perform(operation, call);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      reply = service.refuse(error);
    }
    this.#parts.meddler.beforeAnswer?.(call, operation);
    if (reply.status >= 400) this.#reportFailure(name, service.permission(operation), reply);
    this.#parts.wake();
    return reply;
  }

  /**
   * Performs a call for a part of the engine and returns the JSON answer. Throws
   * {@link ServiceError} when it is refused.
   */
  async call(
    principal: Principal,
    name: CallableName,
    action: string,
    input: Operation['input'],
  ): Promise<Record<string, unknown>> {
    const reply = await this.answer(principal, name, { action, input });
    const isJson = reply.headers['content-type']?.includes('json') === true;
    const body = isJson ? (JSON.parse(reply.body) as Record<string, unknown>) : { text: reply.body };
    if (reply.status < 400) return body;
    const code =
      String(body.__type ?? 'RequestFailed')
        .split('#')
        .at(-1) ?? 'RequestFailed';
    throw new ServiceError(code, String(body.message ?? body.Message ?? body.text), reply.status);
  }

  #reportFailure(service: CallableName, { action, resource }: { action: string; resource: string }, { status, body }: WireReply) {
    const [, code = 'RequestFailed'] = /"__type":"(?:[^"#]*#)?([^"]*)"|<Code>([^<]*)/.exec(body) ?? [];
    const verb = action.slice(action.indexOf(':') + 1);
    this.#parts.report({ kind: 'call-failed', service, action: verb, resource, code, status, at: this.#parts.now() });
  }

  #authorize(principal: Principal, service: Service, operation: Operation): void {
    const { action, resource } = service.permission(operation);
    const decision = this.#parts.access.decide(principal, action, resource);
    if (decision.allowed) return;
    const who = principalName(principal);
    this.#parts.report({ kind: 'refused', principal: who, action, resource, at: this.#parts.now() });
    throw service.denied(`User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${decision.because}`);
  }
}
