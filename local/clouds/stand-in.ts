import type { CloudRefusal } from './cloud-action.ts';
import type { Machines } from './fleet.ts';
import type { ReceivedRequest } from './received-request.ts';

/**
 * What a request claims to ask for, before it is authenticated: for the record of calls, for
 * faults and for limits.
 */
export interface CallSubject {
  readonly action: string;
  readonly dryRun: boolean;
  readonly ids: readonly string[];
}

/** An HTTP answer. `code` is the provider's error code in it, or null. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: string | null;
}

/** How one provider reads requests, answers them and refuses them. */
export interface StandIn {
  identify(request: ReceivedRequest): CallSubject;
  /** Authenticates, checks and carries out. Synchronous, so that two requests never interleave. */
  handle(request: ReceivedRequest, requestId: string): Answer;
  /** The provider's envelope around a refusal. */
  refuse(refusal: CloudRefusal, request: ReceivedRequest, requestId: string): Answer;
  /**
   * The provider's way of asking to slow down; `waitMs` until the next call would be let through.
   */
  throttle(waitMs: number, request: ReceivedRequest, requestId: string): Answer;
}

/** What every stand-in is built from. `credentials` undefined: the stand-in knows no key. */
export interface StandInParts<Credentials> {
  readonly credentials: Credentials | undefined;
  readonly machines: Machines;
  /** The regions of the state, which exist besides the provider's own list. */
  readonly regions: ReadonlySet<string>;
  readonly now: () => number;
  /** False: a request may be of any age. */
  readonly checkTime: boolean;
}

/** Status and text of a provider's refusals, by code. */
export type RefusalTable = Readonly<Record<string, { readonly status: number; readonly message: string }>>;

/**
 * Fills in what a refusal leaves open from the provider's table; `fallback` serves codes that are
 * not in it.
 */
export function completeRefusal(
  refusal: CloudRefusal,
  table: RefusalTable,
  fallback: { readonly status: number; readonly message: string },
): { readonly code: string; readonly message: string; readonly status: number } {
  const known = (Object.hasOwn(table, refusal.code) ? table[refusal.code] : undefined) ?? fallback;
  return { code: refusal.code, message: refusal.message ?? known.message, status: refusal.status ?? known.status };
}

/** True when no id is listed twice. */
export function distinct(ids: readonly unknown[]): boolean {
  return new Set(ids).size === ids.length;
}
