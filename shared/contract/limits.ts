import type { ProviderName } from '../domain/vocabulary.ts';

/**
 * How many invocations of one provider's function run at a time. It is the mapping's maximum concurrency, and each invocation divides
 * the account's limits by it. Two is the least that Lambda accepts (ScalingConfig, MaximumConcurrency).
 */
export const powerConcurrency = 2;

/** Requests a second that an account's provider may be asked: for every action that starts or stops, and for every action that describes. */
export interface Limits {
  readonly start: number;
  readonly describe: number;
}

/**
 * The limits of an account whose configuration names none.
 * Tencent: 10 for StartInstances (seed 003), 40 for DescribeInstances (vendor page 15728), each per action, region and sub-account.
 * Alibaba shows its thresholds in the account's Quota Center only and shares them with the console and every tool. After one call too
 * many it refuses the rest of the minute. So: the start limit that Tencent publishes, and twice that to look.
 * Zenlayer documents no limit and has one endpoint for all its zones. So: half of Alibaba's.
 */
export const defaultLimits: Readonly<Record<ProviderName, Limits>> = {
  alibaba: { start: 10, describe: 20 },
  tencent: { start: 10, describe: 40 },
  zenlayer: { start: 5, describe: 10 },
};
