import type { QueueOwner } from '../../shared/domain/names.ts';
import type { Letter } from './dlq-letter.ts';

/** What lies in one dead-letter queue; `complete` is false when there are more than are shown. */
export interface Listing {
  readonly letters: readonly Letter[];
  readonly complete: boolean;
}

/** How a redrive ended. Counts are null where the store does not know them. */
export interface Redriven {
  readonly queue: QueueOwner;
  readonly status: 'COMPLETED' | 'FAILED' | 'CANCELLED';
  readonly letters: number | null;
  readonly instances: number | null;
  /** Why it failed; null when it did not fail, or nobody said why. */
  readonly reason: string | null;
}

/**
 * Decides of a letter's raw text what is sent back: the same text, a marked one, or null for a
 * letter that stays.
 */
export type Rewrite = (body: string) => string | null;

/**
 * How far a redrive is: letters sent back, and of how many; null where the store does not know.
 */
export type OnMoved = (moved: number | null, of: number | null) => void;

/** Where dead letters are kept: a state file, or AWS. */
export interface DeadLetterStore {
  /** What lies in a dead-letter queue; null when there is no such queue. */
  list(queue: QueueOwner): Promise<Listing | null>;
  /**
   * Sends the letters of a dead-letter queue back to its work queue, as `rewrite` says of each.
   * Throws UsageError when it could not even begin.
   */
  redrive(queue: QueueOwner, rewrite: Rewrite, onMoved: OnMoved): Promise<Redriven>;
  /** What an operator has to know of a listing, or do after a redrive. Null: nothing. */
  readonly notes: { readonly listed: string | null; readonly redriven: string };
}
