import type { Failure } from '../domain/failure.ts';
import type { Explanation } from '../domain/own-codes.ts';
import type { AbsentMeans, ActAnswer, ActOptions, FoundPage } from '../domain/port.ts';
import type { Selection } from '../domain/selection.ts';
import type { Observation, ProviderName, Region } from '../domain/vocabulary.ts';

/**
 * What one call needs besides its ids. `credentials` is the parsed secret of the account; `signal`
 * ends the call at its deadline.
 */
export interface CallContext<Secret> {
  /** The account's name, whose limits the call keeps to. */
  readonly account: string;
  readonly credentials: Secret;
  readonly region: Region;
  /** An origin that replaces the provider's own hosts. */
  readonly endpoint: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * What Reveille asks of a provider: the domain's `Port` (shared/domain/port.ts), with the account
 * and its credentials as a context and with failures thrown. Every method takes at most 100
 * distinct ids, sends each request once and never retries. It returns expected outcomes as values
 * and throws only {@link ProviderFailure}, whose failure says what kind of refusal or doubt it
 * was. Only a request refused for its time is signed and sent once more, by the provider's own
 * clock.
 */
export interface PowerProvider<Secret> {
  readonly name: ProviderName;
  /** What it means when an id is missing in the answer of `observe`. */
  readonly absentMeans: AbsentMeans;
  /**
   * The state of each id that the provider lists, paged to the end. An id it does not list is not
   * in the map.
   */
  observe(ids: readonly string[], context: CallContext<Secret>): Promise<ReadonlyMap<string, Observation>>;
  /**
   * One page of the instances that a selection means, from `cursor` on (null: the first), every
   * row's tags compared here again.
   */
  find(selection: Selection, cursor: string | null, context: CallContext<Secret>): Promise<FoundPage>;
  /**
   * The provider's own dry run of `act`, or null where there is none. Resolves when it passed; ids
   * it refused singly are in the map.
   */
  readonly preCheck: null | PreCheck<Secret>;
  /**
   * Asks for the start, the stop or the reboot. Accepted means accepted, never done. An id missing
   * from the answer has an unknown outcome.
   */
  act(ids: readonly string[], options: ActOptions, context: CallContext<Secret>): Promise<ReadonlyMap<string, ActAnswer>>;
  /**
   * What one of the provider's own codes means to people; null for a code without a row or family.
   */
  readonly explain: Explain;
}

/** Looks a code up for people, with the sentence that came with it. */
export type Explain = (code: string, message: string) => Explanation | null;

/** A dry run. Throws {@link ProviderFailure} when it refused the call as a whole. */
export type PreCheck<Secret> = (
  ids: readonly string[],
  options: ActOptions,
  context: CallContext<Secret>,
) => Promise<ReadonlyMap<string, Failure>>;

/**
 * Called once for every HTTP request just before it is sent: `StartInstances`, or
 * `StartInstances:DryRun`.
 */
export type CountCall = (action: string) => void;

/** A call as a whole failed. The failure is safe to show: it holds no credential and no header. */
export class ProviderFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(`${failure.code}: ${failure.message}`, options);
    this.name = 'ProviderFailure';
    this.failure = failure;
  }
}
