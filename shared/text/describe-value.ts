const longest = 80;

/**
 * `text` in double quotes on one line: cut after 80 characters, control and line-breaking
 * characters escaped, safe on a terminal.
 */
export function quote(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return JSON.stringify(cut).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

/** A parsed YAML value in a few words, to follow "found": `the number 5`, `a list`, `"abc"`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'number') return 'a mapping';
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? `a number, which YAML would round to ${BigInt(value)}`
    : `the number ${value}`;
}

/**
 * A path as a mistake shows it, dotted. Segments other than plain names are quoted, so a path
 * stays on one line.
 */
export function dotted(path: readonly PropertyKey[]): string {
  return path.map((segment) => (/^[\w/-]+$/.test(String(segment)) ? String(segment) : quote(String(segment)))).join('.');
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
