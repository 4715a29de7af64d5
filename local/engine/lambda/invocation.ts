/** How an invocation ended: with the function's JSON answer, or with an error as Lambda reports it. */
export type InvocationOutcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };

/** The outcome in a body that the runtime posted: a result, or `{errorType, errorMessage}`. */
export function outcomeOf(kind: 'response' | 'error', body: string): InvocationOutcome {
  if (kind === 'response') return { ok: true, payload: JSON.parse(body) };
  const { errorType, errorMessage } = JSON.parse(body) as { errorType?: string; errorMessage?: string };
  return { ok: false, errorType: errorType ?? 'Error', errorMessage: errorMessage ?? '' };
}

/** The outcome of an invocation that ran longer than its function may (Lambda developer guide, "Configure function timeout"). */
export function timedOut(requestId: string, timeoutMs: number): InvocationOutcome {
  const seconds = (timeoutMs / 1000).toFixed(2);
  return {
    ok: false,
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  };
}

/** The outcome of an invocation whose process ended; `how` is such as `exit status 1` or `signal: killed`. */
export function processEnded(requestId: string, how: string): InvocationOutcome {
  return {
    ok: false,
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  };
}
