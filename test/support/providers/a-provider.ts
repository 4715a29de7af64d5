import { onTestFinished } from 'vitest';
import type { ActAnswer, FoundPage, RebootOptions, StartOptions, StopOptions } from '../../../shared/domain/port.ts';
import type { Selection } from '../../../shared/domain/selection.ts';
import type { Observation, ProviderName, Region } from '../../../shared/domain/vocabulary.ts';
import { nodeTransport } from '../../../shared/http/transport.ts';
import type { Pace } from '../../../shared/providers/account-pace.ts';
import { type PowerProvider, ProviderFailure } from '../../../shared/providers/provider.ts';
import { providerOf } from '../../../shared/providers/registry.ts';

/**
 * Whom to call and as whom; `signal` ends every call of this provider, and `pace` (default: none)
 * holds each back.
 */
export interface CallAs {
  readonly origin: string;
  readonly credentials: unknown;
  readonly region: Region;
  readonly clock?: { readonly ms: number };
  readonly signal?: AbortSignal;
  readonly pace?: Pace;
}

/**
 * The real client over the real transport, without the words that every call of a test would
 * repeat.
 */
export interface CalledProvider {
  readonly provider: PowerProvider<unknown>;
  /** The actions counted so far. */
  readonly counted: readonly string[];
  observe(ids: readonly string[]): Promise<ReadonlyMap<string, Observation>>;
  start(ids: readonly string[], options?: Partial<StartOptions>): Promise<ReadonlyMap<string, ActAnswer>>;
  stop(ids: readonly string[], options?: Partial<StopOptions>): Promise<ReadonlyMap<string, ActAnswer>>;
  reboot(ids: readonly string[], options?: Partial<RebootOptions>): Promise<ReadonlyMap<string, ActAnswer>>;
  /** One page of a listing by the usual selection. */
  find(cursor?: string | null, selection?: Partial<Selection>): Promise<FoundPage>;
}

/** Epoch ms at which a clock begins that no test moves. */
export const startOfTime = Date.parse('2026-11-23T00:30:00Z');

/** The usual start: each id for itself, in one call, nothing wiped. */
export const plainStart: StartOptions = { action: 'start', batchMode: 'SuccessFirst', oneByOne: false, wipe: new Set() };

/** The usual stop: each id for itself, by its guest, everything kept. */
export const plainStop: StopOptions = { action: 'stop', batchMode: 'SuccessFirst', mode: 'keep-charging', force: false };

/** The usual reboot: each id for itself, by its guest. */
const plainReboot: RebootOptions = { action: 'reboot', batchMode: 'SuccessFirst', force: false };

/** The usual selection: one tag. */
export const plainSelection: Selection = { tags: { power: 'office-hours' }, resourceGroup: null, maxMatches: null };

/** A provider's client against one origin; its connections end with the test. */
export function aProvider(name: ProviderName, { origin, credentials, region, clock, signal, pace }: CallAs): CalledProvider {
  const transport = nodeTransport();
  onTestFinished(() => transport.close());
  const counted: string[] = [];
  let nonces = 0;
  const nonce = () => {
    nonces += 1;
    return `nonce-${nonces}`;
  };
  const now = () => clock?.ms ?? startOfTime;
  const count = (action: string) => counted.push(action);
  const provider = providerOf(name, { send: transport.send, now, nonce, count, pace: pace ?? (async () => {}) });
  const context = {
    account: 'an-account',
    credentials,
    region,
    endpoint: origin,
    signal: signal ?? new AbortController().signal,
  };
  return {
    provider,
    counted,
    observe: (ids) => provider.observe(ids, context),
    start: (ids, options) => provider.act(ids, { ...plainStart, ...options }, context),
    stop: (ids, options) => provider.act(ids, { ...plainStop, ...options }, context),
    reboot: (ids, options) => provider.act(ids, { ...plainReboot, ...options }, context),
    find: (cursor = null, selection = {}) => provider.find({ ...plainSelection, ...selection }, cursor, context),
  };
}

/**
 * The failure that a call ends with. Throws when it ends well or with anything but a
 * ProviderFailure.
 */
export async function failureIn(call: Promise<unknown>): Promise<ProviderFailure> {
  const end: unknown = await call.catch((thrown: unknown) => thrown);
  if (end instanceof ProviderFailure) return end;
  throw new Error('the call did not end with a ProviderFailure', { cause: end });
}
