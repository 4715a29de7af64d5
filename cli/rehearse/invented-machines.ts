import { createHash } from 'node:crypto';
import { cloudFacts } from '../../local/clouds/cloud-facts.ts';
import type { CloudState } from '../../local/clouds/cloud-state.ts';
import type { Selection } from '../../shared/domain/selection.ts';
import type { ProviderName, Region } from '../../shared/domain/vocabulary.ts';

/** As many machines as one selection finds in a rehearsal: the fewest that show it may find several. */
const perSelection = 2;

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
    return {
      provider,
      region,
      id: cloudFacts[provider].idFrom(hash),
      tags,
      ...(resourceGroup === null ? {} : { resourceGroup }),
    };
  });
}
