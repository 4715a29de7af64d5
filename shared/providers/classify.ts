import type { FailureKind } from '../domain/failure.ts';

/** How a provider's error words translate to failure kinds: exact codes first, then the first rule that matches. */
export interface CodeTable {
  readonly exact: Readonly<Record<string, FailureKind>>;
  readonly rules: readonly { readonly match: RegExp; readonly kind: FailureKind }[];
}

/**
 * The kind of a failure that carries a code. The HTTP status decides only for a code that no row knows: 429 is throttling, 5xx leaves
 * the outcome unknown, and anything else refuses the request for good, so that an unknown code is never retried for ever.
 */
export function classify(table: CodeTable, code: string, status: number): FailureKind {
  const exact = Object.hasOwn(table.exact, code) ? table.exact[code] : undefined;
  if (exact) return exact;
  const rule = table.rules.find(({ match }) => match.test(code));
  if (rule) return rule.kind;
  if (status === 429) return 'throttled';
  return status >= 500 ? 'outcomeUnknown' : 'request';
}
