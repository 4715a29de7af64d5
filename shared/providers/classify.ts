import { type FailureKind, failures } from '../domain/failure-table.ts';
import type { Explanation } from '../domain/own-codes.ts';

/** What Reveille knows of one error code. */
export interface CodeRow {
  readonly kind: FailureKind;
  /** One sentence for people. */
  readonly meaning: string;
  /** Where the code is documented: a seed's number or the name of a vendor page. */
  readonly source: string;
  /** What a person does, where the advice of the kind does not fit. */
  readonly advice?: string;
}

/**
 * A family of codes: every code that one of the patterns covers. `*` stands for any characters.
 */
export interface CodeFamily extends CodeRow {
  readonly match: readonly string[];
}

/**
 * A provider's error codes: first the exact codes, then the first family that covers the code,
 * then the HTTP status.
 */
export interface CodeTable {
  readonly exact: Readonly<Record<string, CodeRow>>;
  readonly families: readonly CodeFamily[];
}

/**
 * The kind of a code without a row or family, by HTTP status: the first entry that covers it. No
 * such code is retried for ever.
 */
export const statusFallback = [
  { from: 429, to: 429, kind: 'throttled' },
  { from: 500, to: 599, kind: 'outcomeUnknown' },
  { from: 0, to: 999, kind: 'unclear' },
] as const satisfies readonly { readonly from: number; readonly to: number; readonly kind: FailureKind }[];

/** The rows of codes that are documented in the same place. */
export function from(
  source: string,
  codes: Readonly<Record<string, Omit<CodeRow, 'source'>>>,
): Readonly<Record<string, CodeRow>> {
  return Object.fromEntries(Object.entries(codes).map(([code, row]) => [code, { ...row, source }]));
}

/**
 * The kind of a failure with a code. The HTTP status decides only for a code without a row or
 * family.
 */
export function classify(table: CodeTable, code: string, status: number): FailureKind {
  const fallback = statusFallback.find((row) => status >= row.from && status <= row.to)?.kind ?? 'unclear';
  return rowOf(table, code)?.kind ?? fallback;
}

/** What a code means and what a person does about it; null for a code without a row or family. */
export function explain(table: CodeTable, code: string): Explanation | null {
  const row = rowOf(table, code);
  return row === null ? null : { meaning: row.meaning, advice: row.advice ?? failures[row.kind].advice };
}

function rowOf(table: CodeTable, code: string): CodeRow | null {
  const exact = Object.hasOwn(table.exact, code) ? table.exact[code] : undefined;
  return exact ?? table.families.find(({ match }) => match.some((pattern) => covers(pattern, code))) ?? null;
}

function covers(pattern: string, code: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(code);
}
