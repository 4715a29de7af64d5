import * as z from 'zod/mini';
import { stopModes } from '../../domain/vocabulary.ts';
import { readDuration } from '../texts/duration.ts';
import { isTagKey, readInstanceId, readResourceGroup, readTagValue } from '../texts/field-text.ts';
import { choice, flag, fullList, fullMapping, mapping, readText } from './source-schema.ts';

const instanceId = readText(
  readInstanceId,
  'write the instance id as text',
  'put it in quotes, {written}, so that it stays as it is',
);
const tagValue = readText(
  readTagValue,
  'write the value as text, in quotes',
  'put it in quotes, {written}, so that it stays as it is',
);
const resourceGroup = readText(
  readResourceGroup,
  'write the id of a resource group',
  'put it in quotes, {written}, so that it stays as it is',
);

const fixTags = 'write at least one tag, such as { power: office-hours }';
// More than ten would not fit into one request: Tencent takes ten filters (vendor page 15728).
const tags = fullMapping(tagValue, fixTags).check(
  z.refine((all) => Object.keys(all).length <= 10, { error: 'keep ten or fewer', params: { problem: 'has more than ten tags' } }),
  z.refine((all) => Object.keys(all).every(isTagKey), {
    error: 'write keys as the console shows them',
    params: { problem: 'has a key that is empty or has blanks at an end' },
  }),
);

const fixMatches = 'write a whole number from 1 to 10000';
const maxMatches = z.int({ error: fixMatches }).check(z.refine((count) => count >= 1 && count <= 10_000, { error: fixMatches }));

/** How instances are stopped, on a schedule or on one of its targets. */
export const stopOptions = {
  stopMode: z.optional(choice(stopModes)),
  force: z.optional(flag),
  forceAfter: z.optional(readText(readDuration, 'write one number and a unit, such as 5m')),
};

/** A target as a person writes it. */
export const target = mapping({
  account: z.string({ error: 'write the name of an account' }),
  region: z.optional(z.string({ error: 'write a region such as cn-hangzhou' })),
  instances: z.optional(fullList(instanceId, 'write a list with at least one instance id')),
  tags: z.optional(tags),
  resourceGroup: z.optional(resourceGroup),
  maxMatches: z.optional(maxMatches),
  initLocalDisk: z._default(flag, false),
  ...stopOptions,
});
