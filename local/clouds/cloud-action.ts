import * as z from 'zod/mini';
import type { Machines } from './fleet.ts';

/**
 * A refusal by a stand-in. Status and message default to those of the provider's table of
 * refusals.
 */
export interface CloudRefusal {
  readonly code: string;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
}

/** How a call ends: refused, or the provider's own body. */
export type ActionOutcome = CloudRefusal | { readonly body: Readonly<Record<string, unknown>> };

/** What an action may use besides its parameters. `region` is null when the call names none. */
export interface ActionContext {
  readonly machines: Machines;
  readonly region: string | null;
  readonly requestId: string;
}

/** Checks the parameters of one call and carries it out. */
export type CloudAction = (parameters: unknown, context: ActionContext) => ActionOutcome;

/** True for a refusal. */
export function isRefusal(outcome: ActionOutcome): outcome is CloudRefusal {
  return 'code' in outcome;
}

/**
 * An action, made from the schema of its parameters and from what it does. The schema's error
 * messages are the provider's error codes: the first issue becomes the refusal, and its text names
 * the parameter.
 */
export function cloudAction<S extends z.ZodMiniType>(
  parameters: S,
  run: (given: z.infer<S>, context: ActionContext) => ActionOutcome,
): CloudAction {
  return (input, context) => {
    const parsed = z.safeParse(parameters, input);
    if (parsed.success) return run(parsed.data, context);
    return refusalOf(parsed.error.issues);
  };
}

function refusalOf(issues: readonly z.core.$ZodIssue[]): CloudRefusal {
  const [issue] = issues;
  if (issue === undefined) throw new Error('A failed check of parameters has no issue');
  const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
  return { code: issue.message, message: `Refused parameter: ${names.join(', ') || 'the request as a whole'}.` };
}
