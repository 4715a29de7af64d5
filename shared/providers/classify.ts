import { type FailureKind, failures } from '../domain/failure.ts';
import type { Explanation } from '../domain/own-codes.ts';

/** What one code of a provider stands for. */
export interface CodeRow {
  readonly kind: FailureKind;
  /** One sentence for people. */
  readonly meaning: string;
  /** Where the code is documented: a seed's number or the name of a vendor page. */
  readonly source: string;
  /** What a person does, where the advice of the kind does not say it. */
  readonly advice?: string;
}

/** A family of codes: those that one of the patterns covers, in which `*` stands for any characters. */
export interface CodeRule extends CodeRow {
  readonly match: readonly string[];
}

/** How a provider's error words translate: exact codes first, then the first rule that matches, then the HTTP status. */
export interface CodeTable {
  readonly exact: Readonly<Record<string, CodeRow>>;
  readonly rules: readonly CodeRule[];
}

/** What is made of a code that no row knows, by HTTP status: the first row that covers it. So an unknown code is never retried for ever. */
export const statusFallback = [
  { from: 429, to: 429, kind: 'throttled' },
  { from: 500, to: 599, kind: 'outcomeUnknown' },
  { from: 0, to: 999, kind: 'request' },
] as const satisfies readonly { readonly from: number; readonly to: number; readonly kind: FailureKind }[];

/** Codes documented in the same place, as rows of a table. */
export function from(
  source: string,
  codes: Readonly<Record<string, Omit<CodeRow, 'source'>>>,
): Readonly<Record<string, CodeRow>> {
  return Object.fromEntries(Object.entries(codes).map(([code, row]) => [code, { ...row, source }]));
}

/** The kind of a failure that carries a code. The HTTP status decides only for a code that no row knows. */
export function classify(table: CodeTable, code: string, status: number): FailureKind {
  const fallback = statusFallback.find((row) => status >= row.from && status <= row.to)?.kind ?? 'request';
  return rowOf(table, code)?.kind ?? fallback;
}

/** What a code means and what a person does about it; null for one that no row knows. */
export function explain(table: CodeTable, code: string): Explanation | null {
  const row = rowOf(table, code);
  return row === null ? null : { meaning: row.meaning, advice: row.advice ?? failures[row.kind].advice };
}

function rowOf(table: CodeTable, code: string): CodeRow | null {
  const exact = Object.hasOwn(table.exact, code) ? table.exact[code] : undefined;
  return exact ?? table.rules.find(({ match }) => match.some((pattern) => covers(pattern, code))) ?? null;
}

function covers(pattern: string, code: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(code);
}
