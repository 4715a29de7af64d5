import type { Configuration } from '../../contract/compiled-configuration.ts';
import type { Restart } from '../../contract/compiled-restarts.ts';
import { providerFacts } from '../../contract/provider-facts.ts';
import { regionsOf } from '../../contract/regions.ts';
import { type ProviderName, providerNames } from '../../domain/vocabulary.ts';
import { dotted, quote } from '../../text/describe-value.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Refusal } from '../../text/reading.ts';

/** What is certainly wrong with a region of a provider; null for one that may be right. */
export function regionMistake(provider: ProviderName, region: string): Refusal | null {
  const { vendor, region: example } = providerFacts[provider];
  const known = regionsOf[provider] ?? [];
  const fix = `write a region of ${vendor} such as ${example}`;
  if (!/^[a-z]{2,}-[a-z0-9-]+$/.test(region)) return { problem: `${quote(region)} is not a region`, fix };
  if (known.includes(region)) return null;
  // Zones: cn-hangzhou-h of Alibaba, ap-shanghai-2 of Tencent.
  const around = region.replace(/-[a-z0-9]+$/, '');
  if (known.includes(around)) return { problem: `${quote(region)} is a zone`, fix: `write its region, ${around}` };
  const owner = providerNames.find((other) => regionsOf[other]?.includes(region));
  return owner === undefined ? null : { problem: `${quote(region)} is a region of ${providerFacts[owner].vendor}`, fix };
}

/** What is certainly wrong with an instance id: it has the form of another provider's. */
export function idMistake(provider: ProviderName, id: string): Refusal | null {
  const owner = providerNames.find((other) => other !== provider && ownForms[other].test(id));
  if (owner === undefined || ownForms[provider].test(id)) return null;
  const { vendor } = providerFacts[owner];
  return { problem: `${quote(id)} is an instance id of ${vendor}`, fix: `move it to a target on ${vendor}, or correct it` };
}

/**
 * The forms by which an id is told from those of the others: `i-…` of Alibaba and `ins-…` of
 * Tencent (seeds 000 and 003), and the long numbers of Zenlayer, as its console shows them.
 */
const ownForms: Readonly<Record<ProviderName, RegExp>> = { alibaba: /^i-/, tencent: /^ins-/, zenlayer: /^\d{16,}$/ };

/** The same with all of the id. Shorter ids than any that was seen may exist, so they pass. */
const usualForms: Readonly<Record<ProviderName, RegExp>> = {
  alibaba: providerFacts.alibaba.instanceId,
  tencent: /^ins-[a-z0-9]+$/,
  zenlayer: providerFacts.zenlayer.instanceId,
};

/**
 * Warnings about regions that Reveille does not know and ids that do not have the form of their
 * provider. They may be new or old, so they are no mistakes.
 */
export function placeWarnings({
  accounts,
  schedules,
  restarts,
}: Pick<Configuration, 'accounts' | 'schedules' | 'restarts'>): readonly string[] {
  const holders: readonly Holder[] = [
    ...Object.entries(schedules).map(([name, { targets }]) => ({ path: ['schedules', name], targets })),
    ...Object.entries(restarts).map(([name, { targets }]) => ({ path: ['restarts', name], targets })),
  ];
  const said = holders.flatMap(({ path, targets }) =>
    targets.flatMap(({ account, region, instances }) => {
      const provider = accounts[account]?.provider;
      if (provider === undefined) return [];
      const odd = instances.filter((id) => !usualForms[provider].test(id)).map((id) => oddId(provider, id));
      const where = region === null ? [] : unknownRegion(provider, region);
      return [...where, ...odd].map((warning) => `${dotted(path)}: ${warning}`);
    }),
  );
  return [...new Set(said)];
}

/** A schedule or a restart, with what it lists. */
interface Holder {
  readonly path: readonly string[];
  readonly targets: readonly Restart['targets'][number][];
}

/** Whether Reveille knows the region of a provider; one without regions has none. */
export function isRegionOf(provider: ProviderName, region: string | null): boolean {
  return region === null || regionsOf[provider]?.includes(region) === true;
}

/** Whether an id has the form that its provider documents. */
export function isIdOf(provider: ProviderName, id: string): boolean {
  return providerFacts[provider].instanceId.test(id);
}

function unknownRegion(provider: ProviderName, region: string): readonly string[] {
  if (isRegionOf(provider, region)) return [];
  const near = nearestWord(region, regionsOf[provider] ?? []);
  const meant = near === null ? 'correct it, unless it is new' : `did you mean ${near}?`;
  return [`region ${quote(region)} is not known at ${providerFacts[provider].vendor}; ${meant}`];
}

function oddId(provider: ProviderName, id: string): string {
  return `${quote(id)} does not look like an instance id of ${providerFacts[provider].vendor}; compare it with the console`;
}
