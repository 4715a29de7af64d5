import type { Refusal } from '../text/reading.ts';

/** A step into a mapping (its key) or a list (its index from 0). */
export type Step = string | number;

/** Something wrong in a parsed file, before its place is known. In `fix`, `{written}` stands for the value as the file has it. */
export interface SourceMistake extends Refusal {
  readonly path: readonly Step[];
  /** Points at the key instead of its value. */
  readonly atKey?: boolean;
  /** Another place that `problem` speaks of; its position is added to the problem's text. */
  readonly first?: readonly Step[];
}
