/** Texts that a broken or hostile provider could put into any field of an answer. */
export const hostileTexts: readonly { readonly what: string; readonly text: string }[] = [
  { what: 'far too long', text: '錯'.repeat(60_000) },
  { what: 'what SQS refuses', text: '\udca9a\uffff\ufffe\u0000\u001b[31m\r\n\u0085\u2028"\\\ud83d' },
  { what: 'characters outside the first plane', text: '\u{20bb7}'.repeat(400) },
  { what: 'the same one place later', text: `x${'\u{20bb7}'.repeat(400)}` },
  { what: 'the name of the prototype', text: '__proto__' },
];

/** The places of all texts in a value, and the names of fields there. */
export function placesOfTexts(value: unknown): readonly (readonly string[])[] {
  if (typeof value === 'string') return [[]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => placesOfTexts(inside).map((place) => [key, ...place]));
}

/** The same value with another text at a place. */
export function withText(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  copy[key] = withText(copy[key], rest, text);
  return copy;
}

/**
 * Whether SQS and SNS take a text: the characters of XML 1.0 (SendMessage page), no half of a
 * surrogate pair, and far below 1 MiB.
 */
export function isSendable(text: string): boolean {
  return text.isWellFormed() && !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text) && text.length < 100_000;
}
