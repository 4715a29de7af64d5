import type { GatewayCall } from './aws-api.ts';
import type { ServiceError } from './service-error.ts';

/**
 * A request as services read it: its body, the header that names the operation in the JSON
 * protocols, and `X-Amzn-Trace-Id`, which the SDK of a function adds.
 */
export interface WireRequest {
  readonly target: string | undefined;
  readonly traceHeader: string | undefined;
  readonly body: string;
}

/** An answer as it goes over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An operation with its parameters; the protocol it came in does not show any more. */
export interface Operation {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * One AWS service behind the gateway. `read`, `permission` and `perform` throw
 * {@link ServiceError} in the service's own words.
 */
export interface Service {
  read(request: WireRequest): Operation;
  /** What the caller must be allowed to do, and on which ARN. */
  permission(operation: Operation): { readonly action: string; readonly resource: string };
  /** Performs an operation that is allowed; `call` says who asked for it and when. */
  perform(operation: Operation, call: GatewayCall): Promise<WireReply>;
  /** The answer in which the service reports an error. */
  refuse(error: ServiceError): WireReply;
  /** The error of a call that the policies do not allow. */
  denied(message: string): ServiceError;
}
