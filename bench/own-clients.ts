import { randomUUID } from 'node:crypto';
import type { ProviderName } from '../shared/domain/vocabulary.ts';
import { nodeTransport } from '../shared/http/transport.ts';
import type { CallContext } from '../shared/providers/provider.ts';
import { providerOf } from '../shared/providers/registry.ts';

/** What a call needs, as a vendor's SDK would be told it. */
export interface OwnCall {
  readonly provider: ProviderName;
  readonly ids: readonly string[];
  readonly context: CallContext<unknown>;
}

/**
 * Our three clients with one StartInstances and nothing else: what the bundles of the vendors'
 * SDKs hold, for all providers.
 */
export async function handler({ provider, ids, context }: OwnCall) {
  const parts = { send: nodeTransport().send, now: Date.now, nonce: randomUUID, count: () => {}, pace: async () => {} };
  const options = { action: 'start', batchMode: 'SuccessFirst', oneByOne: false, wipe: new Set<string>() } as const;
  return providerOf(provider, parts).act(ids, options, context);
}
