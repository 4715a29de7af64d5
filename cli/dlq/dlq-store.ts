import type { QueueOwner } from '../../shared/domain/names.ts';
import type { Letter } from './dlq-letter.ts';

/** What lies in the dead-letter queues of an owner; `complete` is false when there are more than are shown. */
export interface Listing {
  readonly letters: readonly Letter[];
  readonly complete: boolean;
}

/** How many letters, and instances in them, a redrive has sent back. */
export interface Redriven {
  readonly queue: QueueOwner;
  readonly letters: number;
  readonly instances: number;
}

/**
 * Decides of a letter's raw text what is sent back: the same text, a marked one, or null for a
 * letter that stays.
 */
export type Rewrite = (body: string) => string | null;

/** How far a redrive is: letters sent back, and of how many. */
export type OnMoved = (moved: number, of: number) => void;

/** Where dead letters are kept: a state file, or AWS. */
export interface DeadLetterStore {
  /** What lies in the dead-letter queues of an owner; null when there are none. */
  list(queue: QueueOwner): Promise<Listing | null>;
  /**
   * Sends the letters of an owner back to its work queue, as `rewrite` says of each. Throws
   * UsageError when AWS refuses; what was sent by then stays sent.
   */
  redrive(queue: QueueOwner, rewrite: Rewrite, onMoved: OnMoved): Promise<Redriven>;
  /** What an operator has to know of a listing, or do after a redrive. Null: nothing. */
  readonly notes: { readonly listed: string | null; readonly redriven: string };
}
