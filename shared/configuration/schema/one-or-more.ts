import * as z from 'zod/mini';
import { fullList } from './source-schema.ts';

/** One entry, or a list with at least one; the value is a list either way. `fix` is for an empty list. */
export function oneOrMore<Entry extends z.ZodMiniType>(entry: Entry, fix: string) {
  const list = fullList(entry, fix);
  return z.transform((value: unknown, context): z.output<Entry>[] => {
    // A union would say of a wrong entry only that it is neither the one nor the other.
    const result = Array.isArray(value)
      ? list.safeParse(value, { reportInput: true })
      : z
          .pipe(
            entry,
            z.transform((one: z.output<Entry>) => [one]),
          )
          .safeParse(value, { reportInput: true });
    if (result.success) return result.data;
    context.issues.push(...result.error.issues.map((issue) => ({ ...issue, path: [...issue.path] }) as z.core.$ZodRawIssue));
    return z.NEVER;
  });
}
