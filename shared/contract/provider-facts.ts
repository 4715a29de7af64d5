import { type ProviderName, providerNames } from '../domain/vocabulary.ts';
import type { Limits } from './limits.ts';

/** The options of a configuration that only some providers have. */
export type Feature = 'batchMode' | 'initLocalDisk' | 'resourceGroup' | 'stopCharging';

/**
 * What differs between providers, apart from what only a provider's own client or stand-in needs.
 */
export interface ProviderFacts {
  /** The vendor in a sentence: `Alibaba`. */
  readonly vendor: string;
  /** The product as a heading: `Alibaba Cloud ECS`. */
  readonly title: string;
  /** One of its regions, as an example for people; null for a provider without regions. */
  readonly region: string | null;
  /** The form of an instance id. */
  readonly instanceId: RegExp;
  /** The limits of an account whose configuration names none. */
  readonly limits: Limits;
  readonly features: Readonly<Record<Feature, boolean>>;
}

/**
 * The facts of each provider, one row each.
 *
 * Regions: StartInstances names one at Alibaba (seed 000) and at Tencent (seed 003); at Zenlayer
 * the id is enough (seed 004).
 *
 * Ids: Alibaba has `i-` and more. Seed 000 shows i-bp67acfmxazb4p… and i-TestID, and calls the
 * second one unknown, not malformed. Tencent has `ins-`, lower-case letters and digits (seed 003).
 * Zenlayer documents no form.
 *
 * Limits: Tencent publishes 10 for StartInstances (seed 003) and 40 for DescribeInstances (vendor
 * page 15728), each per action, region and sub-account. Alibaba shows its thresholds in the
 * account's Quota Center only, shares them with the console and every tool, and refuses the rest
 * of the minute after one call too many. So Reveille takes the start limit that Tencent publishes,
 * and twice that for looking. Zenlayer documents no limit and has one endpoint for all its zones,
 * so it gets half of that.
 *
 * Features: batchMode is BatchOptimization (seed 000), initLocalDisk is InitLocalDisk (seed 001),
 * both Alibaba's alone. Only Zenlayer filters by a resource group here. Zenlayer's StopInstances
 * has nothing that releases what a stopped instance holds.
 */
export const providerFacts: Readonly<Record<ProviderName, ProviderFacts>> = {
  alibaba: {
    vendor: 'Alibaba',
    title: 'Alibaba Cloud ECS',
    region: 'cn-hangzhou',
    instanceId: /^i-[A-Za-z0-9_-]+$/,
    limits: { start: 10, describe: 20 },
    features: { batchMode: true, initLocalDisk: true, resourceGroup: false, stopCharging: true },
  },
  tencent: {
    vendor: 'Tencent',
    title: 'Tencent Cloud CVM',
    region: 'ap-shanghai',
    instanceId: /^ins-[a-z0-9]{4,}$/,
    limits: { start: 10, describe: 40 },
    features: { batchMode: false, initLocalDisk: false, resourceGroup: false, stopCharging: true },
  },
  zenlayer: {
    vendor: 'Zenlayer',
    title: 'Zenlayer Elastic Compute',
    region: null,
    instanceId: /^[A-Za-z0-9_-]+$/,
    limits: { start: 5, describe: 10 },
    features: { batchMode: false, initLocalDisk: false, resourceGroup: true, stopCharging: false },
  },
};

/** The vendors that have a feature, for a sentence: `Alibaba`, or `Alibaba or Tencent`. */
export function vendorsWith(feature: Feature): string {
  const having = providerNames.filter((name) => providerFacts[name].features[feature]);
  return having.map((name) => providerFacts[name].vendor).join(' or ');
}

/** A value for every provider, made from its name. */
export function byProvider<T>(make: (provider: ProviderName) => T): Readonly<Record<ProviderName, T>> {
  return Object.fromEntries(providerNames.map((name) => [name, make(name)])) as Record<ProviderName, T>;
}
