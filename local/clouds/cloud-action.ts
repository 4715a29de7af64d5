import * as z from 'zod/mini';
import type { Machines } from './fleet.ts';

/** A provider's "no". Status and message default to those of the provider's table of refusals. */
export interface Refusal {
  readonly code: string;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
}

/** How a call ends: refused, or the provider's own body. */
export type Outcome = Refusal | { readonly body: Readonly<Record<string, unknown>> };

/** What an action may look at besides its parameters. `region` is null where the call names none. */
export interface CallContext {
  readonly machines: Machines;
  readonly region: string | null;
  readonly requestId: string;
}

/** Checks the parameters of one call and carries it out. */
export type CloudAction = (parameters: unknown, context: CallContext) => Outcome;

/** True for a refusal. */
export function isRefusal(outcome: Outcome): outcome is Refusal {
  return 'code' in outcome;
}

/**
 * An action from the schema of its parameters and what it does. The schema's error messages are the provider's error codes:
 * the first issue becomes the refusal, and its text names the parameter.
 */
export function cloudAction<S extends z.ZodMiniType>(
  parameters: S,
  run: (given: z.infer<S>, context: CallContext) => Outcome,
): CloudAction {
  return (input, context) => {
    const parsed = z.safeParse(parameters, input);
    if (parsed.success) return run(parsed.data, context);
    return refusalOf(parsed.error.issues);
  };
}

function refusalOf(issues: readonly z.core.$ZodIssue[]): Refusal {
  const [issue] = issues;
  if (issue === undefined) throw new Error('A failed check of parameters has no issue');
  const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
  return { code: issue.message, message: `Refused parameter: ${names.join(', ') || 'the request as a whole'}.` };
}
