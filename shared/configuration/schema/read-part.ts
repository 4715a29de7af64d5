import * as z from 'zod/mini';
import { describeValue, quote } from '../../text/describe-value.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import { fullWidthIn } from '../texts/full-width.ts';

/** A value of a file, read by its schema, with its own parts. */
export interface Part<T> {
  readonly path: Path;
  /** The value as the file has it; undefined where the file does not have it. */
  readonly given: unknown;
  /** What it means, or null when something is wrong with it or with one of its parts. */
  readonly whole: { readonly value: T } | null;
  /** The parts of a mapping by key, and of a list by index; null when the value is neither. */
  readonly parts: { readonly [Key in keyof T]?: Part<T[Key]> } | null;
}

/** A part that is a mapping. */
export type Mapping<T> = Part<T> & { readonly parts: NonNullable<Part<T>['parts']> };

/** What a schema was made of. */
type Definition = z.core.$ZodTypes['_zod']['def'];

/**
 * Reads a parsed value by its schema and reports everything that is wrong with it. The parts of
 * mappings and lists are read one by one, each once, so that one mistake does not hide what the
 * other parts say.
 */
export function readPart<T>(schema: z.ZodMiniType<T>, given: unknown, path: Path, report: ReportMistake): Part<T> {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  if ((def.type === 'default' || def.type === 'optional') && given !== undefined) {
    return readPart(def.innerType as z.ZodMiniType<T>, given, path, report);
  }
  const schemas = partSchemas(def, given);
  const outline = (schemas === null ? schema : outlineOf(schema, def)).safeParse(given, { reportInput: true });
  if (!outline.success) for (const issue of outline.error.issues) reportIssue(issue, path, report);
  if (schemas === null) return { path, given, whole: outline.success ? { value: outline.data as T } : null, parts: null };
  const parts = schemas.map(([key, each]) => [key, readPart(each, valueAt(given, key), [...path, key], report)] as const);
  const isWhole = outline.success && parts.every(([, { whole }]) => whole !== null);
  const values = parts.flatMap(([key, { whole }]) => (whole?.value === undefined ? [] : [[key, whole.value] as const]));
  return {
    path,
    given,
    whole: isWhole ? { value: joined(given, values) as T } : null,
    // Without the keys that every object has: a name in a file may be `constructor`.
    parts: (Array.isArray(given)
      ? joined(given, parts)
      : Object.assign(Object.create(null), joined(given, parts))) as Part<T>['parts'],
  };
}

/** The meaning of a part that is sound; undefined where it is wrong or left out. */
export function sound<T>(part: Part<T> | undefined): T | undefined {
  return part?.whole?.value;
}

/** True when the file has the part, sound or not. */
export function isGiven(part: Part<unknown> | undefined): boolean {
  return part?.given !== undefined;
}

/** The mappings among the parts of a list, or of a mapping of names. */
export function mappingsIn<T>(part: Part<T[]> | Part<Record<string, T>> | undefined): readonly Mapping<T>[] {
  const parts: readonly (Part<T> | undefined)[] = Object.values(part?.parts ?? {});
  return parts.filter((each): each is Mapping<T> => each !== undefined && each.parts !== null);
}

// The schemas of the parts that a value has or should have; null when the value is not of its
// schema's type, or has no parts.
function partSchemas(def: Definition, given: unknown): readonly (readonly [string | number, z.ZodMiniType])[] | null {
  const of = (schema: z.core.$ZodType) => schema as z.ZodMiniType;
  if (def.type === 'array') return Array.isArray(given) ? given.map((_, index) => [index, of(def.element)]) : null;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  if (def.type === 'object') return Object.entries(def.shape).map(([key, schema]) => [key, of(schema)]);
  return def.type === 'record' ? Object.keys(given).map((key) => [key, of(def.valueType)]) : null;
}

// Outlines are kept, because making a schema takes longer than using it, and a file may have a
// thousand targets.
const outlines = new WeakMap<z.ZodMiniType, z.ZodMiniType>();

// The same mapping or list, with its own messages and checks and without the schemas of its parts.
function outlineOf(schema: z.ZodMiniType, def: Definition): z.ZodMiniType {
  const known = outlines.get(schema);
  if (known !== undefined) return known;
  const anything = z.optional(z.unknown());
  const shape = def.type === 'object' ? { shape: Object.fromEntries(Object.keys(def.shape).map((key) => [key, anything])) } : {};
  const outline = z.clone(schema, { ...def, valueType: anything, element: anything, ...shape } as never);
  outlines.set(schema, outline);
  return outline;
}

function valueAt(given: unknown, key: string | number): unknown {
  return Object.getOwnPropertyDescriptor(given, key)?.value;
}

function joined(given: unknown, entries: readonly (readonly [string | number, unknown])[]): unknown {
  return Array.isArray(given) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/**
 * Reports what a zod issue means to the person who wrote the file. The schemas' own messages say
 * what to write; what is wrong follows from the kind of issue. For unknown keys the message has
 * one line per key. The issue must have been made with `reportInput: true`.
 */
function reportIssue(issue: z.core.$ZodIssue, above: Path, report: ReportMistake): void {
  const path = [...above, ...issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))];
  if (issue.code === 'invalid_union') {
    // The forms of a value are of different types, such as a text, a list and a mapping. The form
    // that is meant is the one of the value's own type, or else the first one.
    const meant = issue.errors.find((errors) => !isOfAnotherType(errors)) ?? issue.errors[0] ?? [];
    for (const each of meant) reportIssue(each, path, report);
  } else if (issue.code === 'unrecognized_keys') {
    const fixes = issue.message.split('\n');
    for (const [index, key] of issue.keys.entries()) {
      const fix = fixOfTyping(key) ?? fixes[index] ?? issue.message;
      report([...path, key], { problem: `unknown key ${quote(key)}`, fix }, { atKey: true });
    }
  } else {
    report(path, { problem: problemOf(issue), fix: fixOfTyping(issue.input) ?? issue.message });
  }
}

function isOfAnotherType(errors: readonly z.core.$ZodIssue[]): boolean {
  const [issue] = errors;
  if (errors.length !== 1 || issue === undefined || issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_union' && issue.errors.every(isOfAnotherType));
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.problem === 'string') return issue.params.problem;
  if (issue.code === 'too_small' && issue.origin === 'array') return 'is empty';
  return issue.input === undefined ? 'is missing' : `found ${describeValue(issue.input)}`;
}

// The punctuation of a Chinese keyboard is a frequent reason for a refused text.
function fixOfTyping(text: unknown): string | null {
  return typeof text === 'string' ? (fullWidthIn(text)?.fix ?? null) : null;
}
