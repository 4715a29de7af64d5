import type { ProviderName } from '../../../shared/domain/vocabulary.ts';

/**
 * How an instance ends that is refused so each time, and what that means for the others in its
 * call: `once`: at the first such answer, alone. `call`: at once, with all of its call. `rounds`:
 * after five rounds, alone. `callRounds`: after five rounds, with all of its call. `deadline`:
 * when the deadline has passed, alone.
 */
export type Ending = 'once' | 'call' | 'rounds' | 'callRounds' | 'deadline';

/** A row of an error table: what the provider answers, and how that ends. */
export interface SeedRow {
  /** The seeds whose table has it, or where else it comes from. */
  readonly seeds: string;
  readonly provider: ProviderName;
  readonly action: 'StartInstances' | 'StartInstance';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly ends: Ending;
}
