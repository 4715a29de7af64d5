/** The length of a text in bytes, as AWS counts what a message may hold. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
