/** The result of reading a text that a person wrote: its meaning, or a refusal. */
export type Reading<T> = { readonly value: T } | Refusal;

/**
 * Why something is refused: `problem` says what is wrong, `fix` what to write instead; both
 * without a full stop.
 */
export interface Refusal {
  readonly problem: string;
  readonly fix: string;
}
