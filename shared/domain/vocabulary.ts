/** The providers Reveille knows. Everything that differs by provider is a row keyed by these names, so the compiler asks for it. */
export const providerNames = ['alibaba', 'tencent', 'zenlayer'] as const;
export type ProviderName = (typeof providerNames)[number];

/** What a transition asks of the instances of a schedule. */
export type PowerAction = 'start';

/** How Alibaba treats one bad instance in a batch (seed 000, BatchOptimization): refuse all of them, or start each one it can. */
export const batchModes = ['AllTogether', 'SuccessFirst'] as const;
export type BatchMode = (typeof batchModes)[number];

/**
 * A provider-neutral power state. `busy`: something is under way and the instance can be started later. `locked`: it cannot be
 * started until a person acts. `unknown`: a word the provider's documents do not list; it is never acted upon.
 */
export const powerStates = ['running', 'starting', 'stopping', 'stopped', 'busy', 'locked', 'unknown'] as const;
export type PowerState = (typeof powerStates)[number];

/** What a provider says of one instance at one look. */
export interface Observation {
  readonly state: PowerState;
  /** The provider's own word or words, for people: `Stopped`, `STOPPED (RestrictState EXPIRED)`. */
  readonly raw: string;
  /** True when the provider itself says that the last operation failed (Tencent's LatestOperationState FAILED). */
  readonly lastOperationFailed: boolean;
}

/** Where instances live: a region, or null for a provider that has none (Zenlayer). */
export type Region = string | null;

/** The identity of one firing of a transition, written the same in messages, logs and reports. */
export function jobId(schedule: string, action: PowerAction, scheduledAt: string): string {
  return `${schedule}/${action}/${scheduledAt}`;
}
