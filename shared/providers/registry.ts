import type { ProviderName } from '../domain/vocabulary.ts';
import { alibaba } from './alibaba/client.ts';
import { alibabaCodes } from './alibaba/codes.ts';
import type { AlibabaParts } from './alibaba/request.ts';
import type { CodeTable } from './classify.ts';
import type { PowerProvider } from './provider.ts';
import { tencent } from './tencent/client.ts';
import { tencentCodes } from './tencent/codes.ts';
import { zenlayer } from './zenlayer/client.ts';
import { zenlayerCodes } from './zenlayer/codes.ts';

/**
 * What every provider's client is built from. All of it comes from outside, so that a test can
 * move the clock and count calls.
 */
export type ProviderParts = AlibabaParts;

/**
 * What the registry needs of each provider's folder: the builder of its client, and its table of
 * error codes.
 */
const providers = {
  alibaba: { build: alibaba, codes: alibabaCodes },
  tencent: { build: tencent, codes: tencentCodes },
  zenlayer: { build: zenlayer, codes: zenlayerCodes },
} as const satisfies Record<ProviderName, { readonly build: (parts: ProviderParts) => unknown; readonly codes: CodeTable }>;

/**
 * The client of one provider. The type of its secret is forgotten here, so the caller first parses
 * the secret with the schema of the same provider (`secretOf` in shared/contract/secret.ts).
 */
export function providerOf(name: ProviderName, parts: ProviderParts): PowerProvider<unknown> {
  return providers[name].build(parts) as PowerProvider<unknown>;
}

/** The error codes of one provider. */
export function codesOf(name: ProviderName): CodeTable {
  return providers[name].codes;
}
