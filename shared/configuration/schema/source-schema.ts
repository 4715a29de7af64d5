import * as z from 'zod/mini';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Reading } from '../../text/reading.ts';

/** A mapping with exactly these keys. Its message says what would be right (`fix`, or the keys); for unknown keys, one line for each. */
export function mapping<Shape extends z.core.$ZodLooseShape>(shape: Shape, fix?: string) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => remedyFor(key, known)).join('\n')
        : (fix ?? `write a mapping with ${known.join(', ')}`),
  });
}

/** A text that `read` understands: the value is what it read. `fix` is for values that are no text at all, or for numbers another one. */
export function readText<T>(read: (text: string) => Reading<T>, fix: string, fixNumber = fix) {
  return z.pipe(
    z.string({ error: ({ input }) => (typeof input === 'number' ? fixNumber : fix) }),
    z.transform((text: string, context): T => {
      const reading = read(text);
      if ('value' in reading) return reading.value;
      const { problem } = reading;
      context.issues.push({ code: 'custom', message: reading.fix, params: { problem }, input: text });
      return z.NEVER;
    }),
  );
}

/** One of a few words. */
export function choice<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? nearestWord(input, words) : null;
      return meant === null ? `write ${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : `did you mean ${meant}?`;
    },
  });
}

/** True or false. */
export const flag = z.boolean({ error: 'write true or false' });

/** A list with at least one entry; `fix` says what it lists. */
export function fullList<Entry extends z.ZodMiniType>(entry: Entry, fix: string) {
  return z.array(entry, { error: fix }).check(z.minLength(1, fix));
}

/** A mapping from names to values, with at least one; `fix` says what it names. */
export function fullMapping<Value extends z.ZodMiniType>(value: Value, fix: string) {
  const isFull = (entries: Record<string, unknown>): boolean => Object.keys(entries).length > 0;
  return z.record(z.string(), value, { error: fix }).check(z.refine(isFull, { error: fix, params: { problem: 'is empty' } }));
}

function remedyFor(key: string, known: readonly string[]): string {
  const meant = nearestWord(key, known);
  return meant === null ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
}
