import { createHash } from 'node:crypto';
import type { CloudState } from '../../local/clouds/cloud-state.ts';
import type { Selection } from '../../shared/domain/selection.ts';
import type { ProviderName, Region } from '../../shared/domain/vocabulary.ts';

/** As many machines as one selection finds in a rehearsal: the fewest that show it may find several. */
const perSelection = 2;

/** An id of the provider's form from the hexadecimal digits of a hash. */
const idFrom: Readonly<Record<ProviderName, (hash: string) => string>> = {
  alibaba: (hash) => `i-${hash.slice(0, 20)}`,
  tencent: (hash) => `ins-${hash.slice(0, 8)}`,
  zenlayer: (hash) => `15${(BigInt(`0x${hash}`) % 10n ** 17n).toString().padStart(17, '0')}`,
};

/**
 * Machines for a selection to find: two, or one where more would exceed its `maxMatches`, with its tags and in its resource group. The
 * same selection in the same region always has the same ids, whichever schedule or account selects.
 */
export function inventedMachines(
  provider: ProviderName,
  region: Region,
  { tags, resourceGroup, maxMatches }: Selection,
): readonly Omit<CloudState['instances'][number], 'status'>[] {
  const sorted = Object.entries(tags).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const count = Math.min(perSelection, maxMatches ?? perSelection);
  return Array.from({ length: count }, (_, number) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([provider, region, sorted, resourceGroup, number]))
      .digest('hex');
    return { provider, region, id: idFrom[provider](hash), tags, ...(resourceGroup === null ? {} : { resourceGroup }) };
  });
}
