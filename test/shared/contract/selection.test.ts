import { expect, it } from 'vitest';
import { selection } from '../../../shared/contract/selection.ts';

it.each([
  { tags: { power: 'on' }, resourceGroup: null, fits: true },
  { tags: {}, resourceGroup: 'rg-1', fits: true },
  { tags: {}, resourceGroup: null, fits: false },
])('tags $tags and resource group $resourceGroup: $fits', ({ tags, resourceGroup, fits }) => {
  expect(selection.safeParse({ tags, resourceGroup, maxMatches: null }).success).toBe(fits);
});
