import { TemplateError } from '../template/template-error.ts';

type Plain = string | number | boolean | null;

/**
 * What an event must have: for each key a list of values of which one must be there, or a pattern
 * for what lies under the key.
 */
export interface EventPattern {
  readonly [key: string]: readonly Plain[] | EventPattern;
}

/**
 * Reads an event pattern of plain values. `where` names it in errors. Throws {@link TemplateError}
 * for any other matcher, and for a pattern that EventBridge refuses: a value that is not in a list,
 * an empty list, no key at all (EventBridge user guide, "Creating event patterns").
 */
export function parseEventPattern(pattern: unknown, where: string): EventPattern {
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern))
    throw new TemplateError(`${where}: a value of an event pattern must be in a list`);
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new TemplateError(`${where}: an event pattern must have a key`);
  return Object.fromEntries(
    entries.map(([key, wanted]) => {
      const path = `${where}.${key}`;
      if (key.startsWith('$')) throw new TemplateError(`${path}: the local engine does not know this in an event pattern`);
      return [key, Array.isArray(wanted) ? plainList(wanted, path) : parseEventPattern(wanted, path)];
    }),
  );
}

/**
 * Whether an event has what the pattern wants. Where the event has a list, one value of it is
 * enough.
 */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  if (typeof event !== 'object' || event === null) return false;
  return Object.entries(pattern).every(([key, wanted]) => {
    const value = Object.hasOwn(event, key) ? (event as Readonly<Record<string, unknown>>)[key] : undefined;
    const candidates = [value].flat();
    if (isList(wanted)) return candidates.some((candidate) => wanted.some((plain) => plain === candidate));
    return candidates.some((candidate) => matchesPattern(wanted, candidate));
  });
}

function plainList(wanted: readonly unknown[], path: string): readonly Plain[] {
  if (wanted.length === 0) throw new TemplateError(`${path}: an event pattern has no empty list`);
  return wanted.map((value) => {
    if (value !== null && typeof value === 'object')
      throw new TemplateError(`${path}: the local engine knows only plain values in an event pattern`);
    return value as Plain;
  });
}

function isList(wanted: readonly Plain[] | EventPattern): wanted is readonly Plain[] {
  return Array.isArray(wanted);
}
