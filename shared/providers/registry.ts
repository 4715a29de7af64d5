import type { ProviderName } from '../domain/vocabulary.ts';
import { alibaba } from './alibaba/client.ts';
import type { AlibabaParts } from './alibaba/request.ts';
import type { PowerProvider } from './provider.ts';
import { tencent } from './tencent/client.ts';
import { zenlayer } from './zenlayer/client.ts';

/** What every provider's client is made of: all of it comes from outside, so that a test can move the clock and count the calls. */
export type ProviderParts = AlibabaParts;

/** One builder per provider. Adding a provider is adding a row the compiler asks for. */
const builders = { alibaba, tencent, zenlayer } as const satisfies Record<ProviderName, (parts: ProviderParts) => unknown>;

/**
 * The client of one provider. Its secret's type is forgotten here: whoever calls it parses the secret with the schema of the same
 * name (`secretOf` in shared/contract/secret.ts) first.
 */
export function providerOf(name: ProviderName, parts: ProviderParts): PowerProvider<unknown> {
  return builders[name](parts) as PowerProvider<unknown>;
}
