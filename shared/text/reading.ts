/** What became of a text a person wrote: its meaning, or what is wrong with it and what would be right. */
export type Reading<T> = { readonly value: T } | Refusal;

/** Why a text was not understood: `problem` says what is wrong, `fix` what would be right; both without a final stop. */
export interface Refusal {
  readonly problem: string;
  readonly fix: string;
}
