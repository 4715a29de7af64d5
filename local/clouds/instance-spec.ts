import * as z from 'zod/mini';
import { providerFacts } from '../../shared/contract/provider-facts.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { cloudFacts } from './cloud-facts.ts';

const text = z.string().check(z.minLength(1, 'must not be empty'));
const count = z.int().check(z.minimum(1, 'must be at least 1'));
const seconds = z.number().check(z.nonnegative('must not be negative'));

const nullCode = 'null means the list of failed ids, which this provider does not have';
const noStopCharging = 'this provider has no stop without charge';

const refusal = {
  /**
   * The provider's own code; null only on Zenlayer: the id then comes back in the list of failed
   * ids.
   */
  code: z.nullable(text),
  message: z.optional(z.string()),
  status: z.optional(z.int().check(z.minimum(200, 'must be at least 200'), z.maximum(599, 'must be at most 599'))),
  /**
   * How many real calls are refused; default all. A dry run is refused while refusals are left,
   * and uses none up.
   */
  times: z.optional(count),
};

/** Why and how often an instance refuses to start. */
const refusesStart = z.strictObject(refusal);

/** Why and how often an instance refuses to stop or to reboot. */
const refusesStop = z.strictObject({
  ...refusal,
  /** Which stops or reboots are refused; default both. */
  only: z.optional(z.enum(['soft', 'forced'])),
});
/** A refusal that a state plans, of a start, a stop or a reboot. */
export type PlannedRefusal = z.infer<typeof refusesStop>;

/** How an instance can be paid: by the hour, for a term, or at the price of spare capacity. */
const payments = ['pay-as-you-go', 'subscription', 'spot'] as const;

/** One instance of a state file: what it is, and how it behaves and misbehaves. */
export const instanceSpec = z
  .strictObject({
    provider: z.enum(providerNames),
    region: z.optional(z.nullable(text)),
    id: z.string(),
    /** The provider's own word: `Stopped`, `STOPPED`. */
    status: text,
    tags: z.optional(z.record(text, z.string())),
    /**
     * Zenlayer only: the id of its resource group. Instances without one share a default group.
     */
    resourceGroup: z.optional(text),
    /** From an accepted start to running, in seconds; default 20. */
    startSeconds: z.optional(seconds),
    /** From an accepted stop, soft or forced, to stopped, in seconds; default 20. */
    stopSeconds: z.optional(seconds),
    /**
     * Once, so long after it has come up, or after the beginning where it runs then, it is stopped,
     * as if it had fallen over.
     */
    crashesAfterSeconds: z.optional(seconds),
    refuses: z.optional(refusesStart),
    refusesStop: z.optional(refusesStop),
    /** From an accepted reboot to running again, in seconds; default 20. */
    rebootSeconds: z.optional(seconds),
    refusesReboot: z.optional(refusesStop),
    /** How many accepted soft reboots do nothing: the instance keeps running. */
    ignoresReboot: z.optional(count),
    /** True: an accepted soft reboot never ends, until a forced one is accepted. */
    stuckRebooting: z.optional(z.boolean()),
    /** How many accepted starts go to starting and then back to stopped. */
    fallsBack: z.optional(count),
    /** How many accepted soft stops go to stopping and then back to running. */
    ignoresStop: z.optional(count),
    /** True: an accepted soft stop stays in stopping until a forced one is accepted. */
    stuckStopping: z.optional(z.boolean()),
    /** How it is paid; default pay-as-you-go. Only that can be stopped without charge. */
    paid: z.optional(z.enum(payments)),
    /** True: it has local disks, so it cannot be stopped without charge. */
    localDisks: z.optional(z.boolean()),
    /**
     * What a stop without charge comes to: it is refused, or the machine is stopped and charged for
     * without a word. True is what the provider does with a machine that does not support it:
     * Tencent refuses, Alibaba keeps.
     */
    noStopCharging: z.optional(z.union([z.boolean(), z.enum(['refuses', 'keeps'])])),
    /**
     * How many starts after a stop-charging find no stock. Alibaba refuses them, on Tencent they
     * fall back.
     */
    soldOut: z.optional(count),
    /** True: no describe shows it, as if the key lacked the permission to see it. */
    hidden: z.optional(z.boolean()),
    /**
     * Alibaba: LockReason of OperationLocks. Tencent: RestrictState. Neither keeps it from being
     * stopped.
     */
    lock: z.optional(text),
  })
  .check(
    z.refine(({ provider, id }) => providerFacts[provider].instanceId.test(id), {
      path: ['id'],
      error: 'is not an instance id of this provider',
    }),
    z.refine((row) => !hasRegions(row) || typeof row.region === 'string', {
      path: ['region'],
      error: 'is required for this provider',
    }),
    z.refine((row) => hasRegions(row) || typeof row.region !== 'string', {
      path: ['region'],
      error: 'must be absent or null: this provider has no regions',
    }),
    z.refine(({ provider, lock }) => cloudFacts[provider].hasLocks || lock === undefined, {
      path: ['lock'],
      error: 'this provider has no locks',
    }),
    z.refine(({ provider, refuses }) => cloudFacts[provider].listsFailedIds || refuses?.code !== null, {
      path: ['refuses', 'code'],
      error: nullCode,
    }),
    z.refine(({ provider, refusesStop }) => cloudFacts[provider].listsFailedIds || refusesStop?.code !== null, {
      path: ['refusesStop', 'code'],
      error: nullCode,
    }),
    z.refine(({ provider, refusesReboot }) => cloudFacts[provider].listsFailedIds || refusesReboot?.code !== null, {
      path: ['refusesReboot', 'code'],
      error: nullCode,
    }),
    z.refine(({ provider, resourceGroup }) => providerFacts[provider].features.resourceGroup || resourceGroup === undefined, {
      path: ['resourceGroup'],
      error: 'this provider has no resource groups here',
    }),
    z.refine((row) => canStopCharging(row) || row.noStopCharging === undefined, {
      path: ['noStopCharging'],
      error: noStopCharging,
    }),
    z.refine((row) => canStopCharging(row) || row.paid === undefined, { path: ['paid'], error: noStopCharging }),
    z.refine((row) => canStopCharging(row) || row.localDisks === undefined, { path: ['localDisks'], error: noStopCharging }),
    z.refine((row) => canStopCharging(row) || row.soldOut === undefined, { path: ['soldOut'], error: noStopCharging }),
  );

function hasRegions({ provider }: { readonly provider: ProviderName }): boolean {
  return providerFacts[provider].region !== null;
}

function canStopCharging({ provider }: { readonly provider: ProviderName }): boolean {
  return providerFacts[provider].features.stopCharging;
}
