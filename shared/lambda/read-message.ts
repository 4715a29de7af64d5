import type * as z from 'zod/mini';

/**
 * Reads a message's body by its schema; `what` is a job or a batch, for the error.
 * @throws Error that says where the message is wrong and quotes nothing of the body, as the
 * parser's own error would
 */
export function readMessage<T extends z.ZodMiniType>(schema: T, body: string, what: string): z.output<T> {
  const parsed = schema.safeParse(jsonOf(body, what));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, code, message }) => `${path.join('.') || 'the whole'}: ${message} (${code})`);
  throw new Error(`the message is no ${what}: ${issues.join('; ')}`);
}

function jsonOf(body: string, what: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`the message is no ${what}: it is not JSON`);
  }
}
