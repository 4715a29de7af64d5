import * as z from 'zod/mini';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Reading, Refusal } from '../../text/reading.ts';
import type { Path } from '../mistake.ts';

/**
 * What `reveille.schema.json` says about a schema beside its type. A schema with an `id` is
 * written once there, and referred to.
 */
export interface Hint {
  readonly id?: string;
  readonly description?: string;
  readonly propertyNames?: { readonly pattern: string };
}

/** The hints for the schemas of `reveille.yaml`. */
export const hints = z.registry<Hint>();

/**
 * Gives the schema of a key a description, which editors show beside the key. Each key needs a
 * schema object of its own.
 */
export function described<Schema extends z.ZodMiniType>(description: string, schema: Schema, more: Hint = {}): Schema {
  hints.add(schema, { description, ...more });
  return schema;
}

/**
 * A mapping with exactly these keys. Its message says what to write (`fix`, or the keys); for
 * unknown keys, one line for each. `remedies` are for keys that somebody may expect here.
 */
export function mapping<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  fix?: string,
  remedies: ReadonlyMap<string, string> = new Map(),
) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => remedies.get(key) ?? remedyFor(key, known)).join('\n')
        : (fix ?? `write a mapping with ${known.join(', ')}`),
  });
}

/**
 * A text that `read` understands; the value is what it read. `fix` is for values that are not
 * text, `fixNumber` for numbers.
 */
export function readText<T>(read: (text: string) => Reading<T>, fix: string, fixNumber = fix) {
  return z.pipe(
    z.string({ error: ({ input }) => (typeof input === 'number' ? fixNumber : fix) }),
    z.transform((text: string, context): T => {
      const reading = read(text);
      return 'value' in reading ? reading.value : refuse(context, text, reading);
    }),
  );
}

/** Within a transform: refuses the value, or the part of it at `path`. */
export function refuse(context: z.core.ParsePayload, input: unknown, { problem, fix }: Refusal, path: Path = []): never {
  context.issues.push({ code: 'custom', path: [...path], input, message: fix, params: { problem } });
  return z.NEVER;
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

/** True or false, as a schema of its own for each key. */
export function flag() {
  return z.boolean({ error: 'write true or false' });
}

/** A number within bounds, both included; `fix` says which. */
export function bounded<Schema extends z.ZodMiniNumber>(number: Schema, least: number, most: number, fix: string) {
  return number.check(z.minimum(least, fix), z.maximum(most, fix));
}

/** A list with at least one entry; `fix` says what it lists. */
export function fullList<Entry extends z.ZodMiniType>(entry: Entry, fix: string) {
  return z.array(entry, { error: fix }).check(z.minLength(1, fix));
}

/**
 * One entry, or a list with at least one; the value is a list either way. `fix` is for an empty
 * list.
 */
export function oneOrMore<Entry extends z.ZodMiniType>(entry: Entry, fix: string) {
  const alone = z.pipe(
    entry,
    z.transform((one: z.output<Entry>) => [one]),
  );
  return z.union([alone, fullList(entry, fix)]);
}

/** A mapping from names to values, with at least one; `fix` says what it names. */
export function fullMapping<Value extends z.ZodMiniType>(value: Value, fix: string) {
  const isFull = (entries: Record<string, unknown>): boolean => Object.keys(entries).length > 0;
  return z.record(z.string(), value, { error: fix }).check(z.refine(isFull, { error: fix, params: { problem: 'is empty' } }));
}

function remedyFor(key: string, known: readonly string[]): string {
  const meant = nearestWord(key, known);
  return meant === null ? `the keys here are ${known.join(', ')}` : `did you mean ${meant}?`;
}
