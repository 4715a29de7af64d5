import * as z from 'zod/mini';
import { describeValue, quote } from '../../text/describe-value.ts';
import type { Path, Report } from '../mistake.ts';
import { fullWidthIn } from '../texts/full-width.ts';

/** What a value means when all of it is sound, else null. */
export type Whole<T> = { readonly value: T } | null;

/** A mapping that was read key by key, so that one mistake does not hide what the other keys say. */
export interface Fields<T> {
  readonly path: Path;
  /** The mapping as the file has it. */
  readonly given: { readonly [Key in keyof T]?: unknown };
  /** The meaning of each key that is sound, defaults included. */
  readonly sound: Partial<T>;
  readonly whole: Whole<T>;
}

/** Reads one part of a file: reports what is wrong with the value at `path`, and gives what it means. */
type ReadPart<T> = (value: unknown, path: Path) => Whole<T>;

/** How some keys of a mapping are read in parts themselves. */
type PartsOf<T> = { readonly [Key in keyof T]?: ReadPart<T[Key]> };

/** Reads a parsed file part by part by its schemas, each value once, and reports everything that is wrong. */
export class PartReader {
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /** A value that means something only as a whole. */
  value<T>(schema: z.ZodMiniType<T>, value: unknown, path: Path): Whole<T> {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return { value: result.data };
    for (const issue of result.error.issues) reportIssue(issue, path, this.#report);
    return null;
  }

  /** A mapping with known keys; null when the value is none. `parts` are the keys that are read in parts themselves. */
  fields<Shape extends z.core.$ZodShape>(
    schema: z.ZodMiniObject<Shape>,
    value: unknown,
    path: Path,
    parts: PartsOf<z.output<z.ZodMiniObject<Shape>>> = {},
  ): Fields<z.output<z.ZodMiniObject<Shape>>> | null {
    const outline = this.value(outlineOf(schema), value, path);
    if (!isMapping(value)) return null;
    const own: Readonly<Record<string, ReadPart<unknown> | undefined>> = parts;
    const read = Object.entries(schema.shape).map(([key, field]) => {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      const at = [...path, key];
      return [key, own[key]?.(given, at) ?? (own[key] ? null : this.value(field as z.ZodMiniType, given, at))] as const;
    });
    const sound = Object.fromEntries(
      read.flatMap(([key, part]) => (part === null || part.value === undefined ? [] : [[key, part.value]])),
    );
    const isWhole = outline !== null && read.every(([, part]) => part !== null);
    return { path, given: value, sound, whole: isWhole ? { value: sound } : null } as Fields<z.output<z.ZodMiniObject<Shape>>>;
  }

  /** A mapping from names to parts. */
  named<T>(schema: z.ZodMiniType<Record<string, T>>, value: unknown, path: Path, read: ReadPart<T>): Whole<Record<string, T>> {
    if (value === undefined) return this.value(schema, value, path);
    const outline = this.value(outlineOf(schema), value, path);
    const entries = isMapping(value)
      ? Object.entries(value).map(([name, each]) => [name, read(each, [...path, name])] as const)
      : [];
    if (outline === null || entries.some(([, part]) => part === null)) return null;
    return { value: Object.fromEntries(entries.flatMap(([name, part]) => (part === null ? [] : [[name, part.value]]))) };
  }

  /** A list of parts. */
  listed<T>(schema: z.ZodMiniType<T[]>, value: unknown, path: Path, read: ReadPart<T>): Whole<T[]> {
    const outline = this.value(outlineOf(schema), value, path);
    const entries = Array.isArray(value) ? value.map((each, index) => read(each, [...path, index])) : [];
    if (outline === null || entries.some((part) => part === null)) return null;
    return { value: entries.flatMap((part) => (part === null ? [] : [part.value])) };
  }
}

// The same mapping or list with its own messages and checks, whatever is in it.
function outlineOf(schema: z.core.$ZodType): z.ZodMiniType {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'default') return outlineOf(def.innerType);
  const anything = z.optional(z.unknown());
  const inner =
    def.type === 'object'
      ? { shape: Object.fromEntries(Object.keys(def.shape).map((key) => [key, anything])) }
      : { valueType: anything, element: anything };
  return z.clone(schema as z.ZodMiniType, { ...def, ...inner } as never);
}

/**
 * Reports what a zod issue means to the person who wrote the file. The schemas' own messages say what to write; what is wrong follows
 * from the kind of issue. For unknown keys the message has one line per key. The issue must have been made with `reportInput: true`.
 */
function reportIssue(issue: z.core.$ZodIssue, above: Path, report: Report): void {
  const path = [...above, ...issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))];
  if (issue.code === 'invalid_union') {
    // One entry or a list of them: a list is meant as a list, all else as the one.
    for (const meant of issue.errors[Array.isArray(issue.input) ? 1 : 0] ?? []) reportIssue(meant, path, report);
  } else if (issue.code === 'unrecognized_keys') {
    const fixes = issue.message.split('\n');
    for (const [index, key] of issue.keys.entries()) {
      const fix = typedFix(key) ?? fixes[index] ?? issue.message;
      report([...path, key], { problem: `unknown key ${quote(key)}`, fix }, { atKey: true });
    }
  } else {
    report(path, { problem: problemOf(issue), fix: typedFix(issue.input) ?? issue.message });
  }
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.problem === 'string') return issue.params.problem;
  if (issue.code === 'too_small' && issue.origin === 'array') return 'is empty';
  return issue.input === undefined ? 'is missing' : `found ${describeValue(issue.input)}`;
}

function typedFix(text: unknown): string | null {
  return typeof text === 'string' ? (fullWidthIn(text)?.fix ?? null) : null;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
