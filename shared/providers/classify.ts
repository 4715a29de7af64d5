import { type FailureKind, failures } from '../domain/failure-table.ts';
import type { Explanation } from '../domain/own-codes.ts';
import { missingRightIn } from './missing-right.ts';

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

/** What a provider says under a code that means something else: only its sentence tells. */
export interface Saying extends CodeFamily {
  /** What the sentence says, as a test and in words for the page of codes. */
  readonly says: RegExp;
  readonly saysInWords: string;
}

/**
 * A provider's error codes: first what a sentence says, then the exact codes, then the first family
 * that covers the code, then the HTTP status.
 */
export interface CodeTable {
  readonly sayings?: readonly Saying[];
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

/** A code with the sentence that came with it. */
export interface Said {
  readonly code: string;
  readonly message: string;
}

/**
 * The kind of a failure. The HTTP status decides only for a code without a row or family.
 */
export function classify(table: CodeTable, said: Said, status: number): FailureKind {
  const fallback = statusFallback.find((row) => status >= row.from && status <= row.to)?.kind ?? 'unclear';
  return rowOf(table, said)?.kind ?? fallback;
}

/**
 * What a failure means and what a person does about it; null for a code without a row or family.
 * A right that the message names comes before the advice.
 */
export function explain(table: CodeTable, said: Said): Explanation | null {
  const row = rowOf(table, said);
  if (row === null) return null;
  const advice = row.advice ?? failures[row.kind].advice;
  const right = missingRightIn(said.message);
  return { meaning: row.meaning, advice: right === null ? advice : `the key lacks the right ${right}: ${advice}` };
}

function rowOf({ sayings = [], exact, families }: CodeTable, { code, message }: Said): CodeRow | null {
  const fits = ({ match }: CodeFamily): boolean => match.some((pattern) => covers(pattern, code));
  const meant = sayings.find((saying) => fits(saying) && saying.says.test(message));
  return meant ?? (Object.hasOwn(exact, code) ? exact[code] : undefined) ?? families.find(fits) ?? null;
}

function covers(pattern: string, code: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(code);
}
