import { onTestFinished } from 'vitest';
import type { CloudState } from '../../../local/clouds/cloud-state.ts';
import { type CloudOptions, startClouds } from '../../../local/clouds/clouds.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aProvider, type CallAs, startOfTime } from './a-provider.ts';
import type { Phrasing } from './phrasing.ts';

/** What a test may say of its cloud besides its instances. */
export type CloudChanges = Partial<Pick<CloudState, 'faults' | 'limits' | 'clockSkewSeconds'>> & {
  readonly beforeAnswer?: NonNullable<CloudOptions['beforeAnswer']>;
  /** Another secret than the one the client uses. */
  readonly believes?: Readonly<Record<string, string>>;
  readonly call?: Partial<CallAs>;
};

type Row = Omit<CloudState['instances'][number], 'provider' | 'id' | 'status' | 'region'> & { readonly status?: string };

/**
 * The stand-in of a provider with these instances, stopped unless their row says otherwise, and a
 * client that calls it.
 */
export async function aCloud(
  name: ProviderName,
  phrasing: Phrasing,
  rows: Readonly<Record<string, Row>>,
  { beforeAnswer, believes, call, ...state }: CloudChanges = {},
) {
  const clock = { ms: startOfTime };
  const { region, stopped } = phrasing;
  const instances = Object.entries(rows).map(([id, row]) => ({ provider: name, region, id, status: stopped, ...row }));
  const credentials = { [name]: believes ?? phrasing.credentials };
  const clouds = await startClouds(
    { ...state, instances, credentials },
    { now: () => clock.ms, ...(beforeAnswer ? { beforeAnswer } : {}) },
  );
  onTestFinished(() => clouds.close());
  const origin = clouds.origins[name];
  const called = aProvider(name, { origin, region, credentials: phrasing.credentials, clock, ...call });
  return {
    ...called,
    clock,
    clouds,
    /** The present word for an instance. */
    word: (id: string) => clouds.instance(name, id)?.status,
    /** What the stand-in received: action and how many ids. */
    received: () => clouds.calls.map(({ action, ids, code }) => ({ action, ids: ids.length, code })),
  };
}

/** The same row for the first `count` ids. */
export function many(phrasing: Phrasing, count: number, row: Row = {}): Readonly<Record<string, Row>> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [phrasing.id(n), row]));
}
