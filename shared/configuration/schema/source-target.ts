import * as z from 'zod/mini';
import { stopModes } from '../../domain/vocabulary.ts';
import { readDuration } from '../texts/duration.ts';
import { isTagKey, readInstanceId, readResourceGroup, readTagValue } from '../texts/field-text.ts';
import { bounded, choice, described, flag, fullList, fullMapping, mapping, readText } from './source-schema.ts';

const quoted = 'put it in quotes: {source}';
/** An instance id. */
export const instanceId = readText(readInstanceId, 'write an instance id', quoted);
const tagValue = readText(readTagValue, 'write the value in quotes', quoted);
const resourceGroup = readText(readResourceGroup, 'write the id of a resource group', quoted);

const fixTags = 'write at least one tag, such as { power: office-hours }';
// Tencent takes ten filters in one request (vendor page 15728).
const tags = fullMapping(tagValue, fixTags).check(
  z.refine((all) => Object.keys(all).length <= 10, { error: 'keep ten or fewer', params: { problem: 'has more than ten tags' } }),
  z.refine((all) => Object.keys(all).every(isTagKey), {
    error: 'write each key as the console shows it',
    params: { problem: 'has a key that is empty, or that starts or ends with a space' },
  }),
);

const maxMatches = bounded(
  z.int({ error: 'write a whole number from 1 to 10000' }),
  1,
  10_000,
  'write a whole number from 1 to 10000',
);

/** The keys that say how instances are stopped, for a schedule or a target. */
export function stopOptions() {
  return {
    stopMode: described(
      'What a stopped machine costs; required where a schedule stops machines of Alibaba or Tencent. keep-charging: all of it, and it keeps its public IP and its place. stop-charging: no CPU and memory, but the public IP may change and the next start may find no stock. stop-charging-or-keep: the same, and with charge where a machine cannot be stopped without.',
      z.optional(choice(stopModes)),
    ),
    force: described(
      'true: cut the power of a machine that has not shut down after forceAfter. Default false.',
      z.optional(flag()),
    ),
    forceAfter: described(
      'How long a soft stop may take before force cuts the power. Default 5m.',
      z.optional(readText(readDuration, 'write one number and a unit, such as 5m')),
    ),
  };
}

/** The keys that say where machines are, for a target of a schedule or of a restart. */
export function placeKeys() {
  return {
    account: described('One of the names under accounts.', z.string({ error: 'write the name of an account' })),
    region: described(
      'Region of the machines, such as cn-hangzhou. Alibaba and Tencent need it, Zenlayer has none.',
      z.optional(z.string({ error: 'write a region such as cn-hangzhou' })),
    ),
  };
}

/** A list of instance ids, at least one. */
export function instanceIds() {
  return fullList(instanceId, 'write a list with at least one instance id');
}

/** What the key `instances` means, for editors. */
export const aboutInstances = 'Ids of the machines. Ids that are numbers need quotes.';

/** A target as a person writes it. */
export const target = mapping({
  ...placeKeys(),
  instances: described(aboutInstances, z.optional(instanceIds())),
  tags: described('Instead of instances: all machines that carry every one of these tags when the job runs.', z.optional(tags)),
  resourceGroup: described('Zenlayer only, alone or with tags: all machines of this resource group.', z.optional(resourceGroup)),
  maxMatches: described(
    'With tags or resourceGroup: if more machines match, none is touched and there is a notice.',
    z.optional(maxMatches),
  ),
  initLocalDisk: described(
    'Alibaba only. true WIPES the local disks of the machines at the first start of each job. Default false.',
    z._default(flag(), false),
  ),
  ...stopOptions(),
});

/** A target with each text read to its meaning. */
export type SourceTarget = z.output<typeof target>;
