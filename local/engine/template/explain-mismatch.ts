import type * as z from 'zod/mini';

/**
 * Says in one line where a value differs from what the engine knows: `Layers: not known to the
 * local engine; Runtime: …`.
 */
export function explainMismatch(error: z.core.$ZodError): string {
  return error.issues.flatMap((issue) => explain(issue)).join('; ');
}

function explain(issue: z.core.$ZodIssue): string[] {
  const at = (...more: string[]): string => [...issue.path.map(String), ...more].join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${at(key)}: not known to the local engine`);
    case 'invalid_key':
      return [`${at()}: not known to the local engine`];
    case 'invalid_value':
      return [`${at()}: the local engine knows only ${issue.values.map(String).join(', ')}`];
    case 'invalid_type':
      return [`${at()}: expected ${issue.expected}`];
    case 'too_big':
      return [`${at()}: must be at most ${issue.maximum}`];
    case 'too_small':
      return [`${at()}: must be at least ${issue.minimum}`];
    default:
      return [`${at()}: ${issue.message}`];
  }
}
